/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.fault;

import io.github.replicate4j.emulator.request.Operation;

/**
 * The faults that an emulator injects into requests. A fault targets operations, and takes effect as soon as its first effect
 * is set:
 *
 * <pre>{@code
 * emulator.faults().next(Operation.PREDICTIONS_CREATE).status(429).retryAfter(Duration.ofSeconds(2));
 * emulator.faults().always(Operation.PREDICTIONS_GET).delay(Duration.ofMillis(50));
 * }</pre>
 *
 * <p>At most one fault applies to a request: the oldest limited fault that still targets its operation, or else the oldest
 * permanent one. A limited fault applies to exactly the number of requests it was created for, even if they arrive
 * concurrently. Faults apply before the token is checked.
 *
 * @since 0.1.0
 */
public interface Faults {

    /**
     * Create a fault for the next request.
     *
     * @param operations the operations to target; none for all requests
     * @return the fault, without any effect yet
     */
    default Fault next(Operation... operations) {
        return next(1, operations);
    }

    /**
     * Create a fault for the next requests.
     *
     * @param times the number of requests; at least 1
     * @param operations the operations to target; none for all requests
     * @return the fault, without any effect yet
     * @throws IllegalArgumentException if the number is less than 1
     */
    Fault next(int times, Operation... operations);

    /**
     * Create a fault for all requests from now on.
     *
     * @param operations the operations to target; none for all requests
     * @return the fault, without any effect yet
     */
    Fault always(Operation... operations);

    /**
     * Remove all faults.
     */
    void clear();
}
