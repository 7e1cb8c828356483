/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a create exceeds a limit that the application sets. Nothing was sent to Replicate, no file was uploaded, and nothing
 * is billed.
 *
 * @since 0.1.0
 */
public class CreateLimitException extends ReplicateException {

    private final CreateLimit limit;

    private final BigDecimal maximum;

    private final BigDecimal left;

    private final @Nullable Duration retryAfter;

    private final @Nullable Instant resetsAt;

    /**
     * Create the exception. Called by implementations of limits.
     *
     * @param message the detail message, which states what is left and when the limit resets
     * @param limit the limit
     * @param maximum value of the limit
     * @param left what is left of the limit, zero or more
     * @param retryAfter time after which the create fits into the limit at the latest, or {@code null} if it never does
     * @param resetsAt that time, by the clock of this machine, or {@code null} if it never does
     */
    public CreateLimitException(
            String message,
            CreateLimit limit,
            BigDecimal maximum,
            BigDecimal left,
            @Nullable Duration retryAfter,
            @Nullable Instant resetsAt) {
        super(message, null);
        this.limit = limit;
        this.maximum = maximum;
        this.left = left;
        this.retryAfter = retryAfter;
        this.resetsAt = resetsAt;
    }

    /** Return the limit that was exceeded. */
    public CreateLimit limit() {
        return this.limit;
    }

    /** Return the value of the limit: a number of creates, or an amount in the currency of the prices. */
    public BigDecimal maximum() {
        return this.maximum;
    }

    /** Return what is left of the limit, zero or more. For a limit on cost, it is less than the estimated cost of the create. */
    public BigDecimal left() {
        return this.left;
    }

    /**
     * Return the time after which the create fits into the limit, unless other creates use it up. It may fit earlier, when a
     * prediction completes.
     *
     * @return the time, not negative; {@code null} if the estimated cost of the create alone exceeds the limit
     */
    public @Nullable Duration retryAfter() {
        return this.retryAfter;
    }

    /**
     * Return when the create fits into the limit, unless other creates use it up, by the clock of this machine.
     *
     * @return the time; {@code null} if the estimated cost of the create alone exceeds the limit
     */
    public @Nullable Instant resetsAt() {
        return this.resetsAt;
    }
}
