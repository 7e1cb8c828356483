/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to go wrong. A fault is aimed at operations, and takes effect once its first effect has been named:
 *
 * <pre>{@code
 * emulator.faults().next(Operation.PREDICTIONS_CREATE).status(429).retryAfter(Duration.ofSeconds(2));
 * emulator.faults().always(Operation.PREDICTIONS_GET).delay(Duration.ofMillis(50));
 * }</pre>
 *
 * <p>A request meets one fault at most: the first fault added that still waits for a request of its kind; one that holds
 * always, only if there is no other. Each waiting fault meets exactly as many requests as it was made for, however many
 * come at the same time. Faults come before the check of the token.
 */
public final class Faults {

    private final ArmedFaults<Operation, Fault> armed = new ArmedFaults<>();

    Faults() {}

    /**
     * Aims at the next request.
     *
     * @param operations any of which it may be; none means any at all
     * @return the fault, which has no effect yet
     */
    public Fault next(Operation... operations) {
        return next(1, operations);
    }

    /**
     * Aims at the next requests.
     *
     * @param times how many; at least 1
     * @param operations any of which they may be; none means any at all
     * @return the fault, which has no effect yet
     */
    public Fault next(int times, Operation... operations) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault cannot happen " + times + " times");
        }
        return fault(times, operations);
    }

    /**
     * Aims at all requests from now on.
     *
     * @param operations any of which they may be; none means any at all
     * @return the fault, which has no effect yet
     */
    public Fault always(Operation... operations) {
        return fault(null, operations);
    }

    /** Forgets all faults. */
    public void clear() {
        this.armed.clear();
    }

    private Fault fault(@Nullable Integer times, Operation... operations) {
        Set<Operation> targets = EnumSet.noneOf(Operation.class);
        targets.addAll(List.of(operations));
        return new Fault(fault -> this.armed.add(fault, targets, times));
    }

    /** Takes the fault that a request meets. */
    FaultPlan take(@Nullable Operation operation) {
        Fault fault = this.armed.take(operation);
        return fault == null ? FaultPlan.NONE : fault.plan();
    }
}
