/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

/**
 * Limits the rate at which durable creates are sent, for example for all instances together. A bucket of Bucket4j is one:
 *
 * <pre>{@code
 * CreateBudget budget = () -> bucket.tryConsume(1);
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CreateBudget {

    /**
     * Take the permit for one create. This can block, for example to query a database.
     *
     * @return whether the create may be sent now; otherwise this is called again about a second later
     * @throws RuntimeException if the budget is not available, in which case the create is sent: Replicate limits its own rate
     */
    boolean tryAcquire();
}
