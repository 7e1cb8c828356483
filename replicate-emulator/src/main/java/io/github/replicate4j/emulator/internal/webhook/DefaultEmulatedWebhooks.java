/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.internal.fault.FaultQueue;
import io.github.replicate4j.emulator.internal.fault.FaultSummary;
import io.github.replicate4j.emulator.webhook.EmulatedWebhooks;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.emulator.webhook.WebhookFault;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Registers faults of webhooks, and selects the one that applies to a delivery attempt.
 */
public final class DefaultEmulatedWebhooks implements EmulatedWebhooks {

    private final FaultQueue<WebhookEventType, DefaultWebhookFault> faults = new FaultQueue<>();

    private final WebhookLog log = new WebhookLog();

    @Override
    public List<WebhookDelivery> deliveries() {
        return this.log.all();
    }

    @Override
    public WebhookFault next(int times, WebhookEventType... events) {
        FaultQueue.checkTimes(times);
        return create(times, events);
    }

    @Override
    public WebhookFault always(WebhookEventType... events) {
        return create(null, events);
    }

    /**
     * Add a fault whose effects are set before it applies to any delivery attempt, and return its id.
     *
     * @param times the number of attempts; null for all
     * @param events the events to target; empty for all
     */
    public long add(@Nullable Integer times, Set<WebhookEventType> events, Consumer<WebhookFault> effects) {
        DefaultWebhookFault fault = new DefaultWebhookFault(ready -> {});
        effects.accept(fault);
        return this.faults.add(fault, Set.copyOf(events), times);
    }

    /** Return the faults that still apply, oldest first. */
    public List<FaultSummary> faults() {
        return this.faults.all().stream()
                .map(each -> new FaultSummary(
                        each.id(),
                        each.targets().stream()
                                .sorted()
                                .map(WebhookEventType::value)
                                .toList(),
                        each.remaining(),
                        each.fault().describe()))
                .toList();
    }

    /** Remove a fault, and return whether it still applied. */
    public boolean removeFault(long id) {
        return this.faults.remove(id);
    }

    @Override
    public void clearFaults() {
        this.faults.clear();
    }

    private WebhookFault create(@Nullable Integer times, WebhookEventType... events) {
        Set<WebhookEventType> targets = Set.copyOf(List.of(events));
        return new DefaultWebhookFault(fault -> this.faults.add(fault, targets, times));
    }

    /** Take the fault that applies to a delivery attempt. */
    public WebhookFaultPlan take(WebhookEventType event) {
        DefaultWebhookFault fault = this.faults.take(event);
        return fault == null ? WebhookFaultPlan.NONE : fault.plan();
    }

    public WebhookLog log() {
        return this.log;
    }

    @Override
    public void clearDeliveries() {
        this.log.clear();
    }
}
