/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import io.github.replicate4j.emulator.fault.Fault;
import io.github.replicate4j.emulator.fault.Faults;
import io.github.replicate4j.emulator.request.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registers faults, and selects the one that applies to a request.
 */
public final class DefaultFaults implements Faults {

    private final FaultQueue<Operation, DefaultFault> queue = new FaultQueue<>();

    @Override
    public Fault next(int times, Operation... operations) {
        FaultQueue.checkTimes(times);
        return create(times, operations);
    }

    @Override
    public Fault always(Operation... operations) {
        return create(null, operations);
    }

    @Override
    public void clear() {
        this.queue.clear();
    }

    /**
     * Add a fault whose effects are set before it applies to any request, and return its id.
     *
     * @param times the number of requests; null for all requests
     * @param operations the operations to target; empty for all
     */
    public long add(@Nullable Integer times, Set<Operation> operations, Consumer<Fault> effects) {
        DefaultFault fault = new DefaultFault(ready -> {});
        effects.accept(fault);
        return this.queue.add(fault, Set.copyOf(operations), times);
    }

    /** Return the faults that still apply, oldest first. */
    public List<FaultSummary> all() {
        return this.queue.all().stream()
                .map(each -> new FaultSummary(
                        each.id(),
                        each.targets().stream().sorted().map(Enum::name).toList(),
                        each.remaining(),
                        each.fault().describe()))
                .toList();
    }

    /** Remove a fault, and return whether it still applied. */
    public boolean remove(long id) {
        return this.queue.remove(id);
    }

    private Fault create(@Nullable Integer times, Operation... operations) {
        Set<Operation> targets = Set.copyOf(List.of(operations));
        return new DefaultFault(fault -> this.queue.add(fault, targets, times));
    }

    /**
     * Take the fault that applies to a request.
     *
     * @param operation the operation, or null if the path does not belong to any
     */
    public FaultPlan take(@Nullable Operation operation) {
        DefaultFault fault = this.queue.take(operation);
        return fault == null ? FaultPlan.NONE : fault.plan();
    }
}
