/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.limits;

import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.limits.LimitedCreate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit that the first create of a queue exceeds.
 *
 * @param receivedAt nanoseconds when the limits denied the create
 */
record Denial(CreateLimitException failure, long receivedAt) {

    Denial(CreateLimitException failure) {
        this(failure, System.nanoTime());
    }

    /** Return the failure of a create that does not wait. One that the journal queues is sent later anyway. */
    CreateLimitException withoutWait(LimitedCreate create) {
        return this.failure.retryAfter() == null || create.journalEntry() != null
                ? this.failure
                : with("To wait for it, set " + maxWait(create) + " (maxWait).", this.failure);
    }

    /** Return the failure of a create that does not wait because the limit resets too late. */
    CreateLimitException tooLate(LimitedCreate create, Duration maxWait) {
        return with("That is later than " + maxWait(create) + " (" + maxWait.toMillis() + " ms) allows.", this.failure);
    }

    /** Return the name of the property of the maximum wait. */
    static String maxWait(LimitedCreate create) {
        return create.prefix() + ".max-wait";
    }

    /** Return the failure of a create that has waited for its maximum time. */
    CreateLimitException afterWait(LimitedCreate create, Duration maxWait) {
        return with(
                "The call has waited for it for " + maxWait.toMillis() + " ms (" + maxWait(create) + ").",
                behind(create));
    }

    /** Return the failure of a create that does not wait, and would overtake the one that the limits denied. */
    CreateLimitException behind(LimitedCreate create) {
        return create.exceeds(
                this.failure.limit(),
                this.failure.maximum(),
                this.failure.maximum().subtract(this.failure.left()),
                remaining(this.failure.retryAfter()));
    }

    private @Nullable Duration remaining(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        Duration remaining = retryAfter.minusNanos(System.nanoTime() - this.receivedAt);
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }

    /** An exception of another type is one of the application, which keeps its type. */
    private static CreateLimitException with(String advice, CreateLimitException failure) {
        if (failure.getClass() != CreateLimitException.class) {
            return failure;
        }
        CreateLimitException advised = new CreateLimitException(
                failure.getMessage() + " " + advice,
                failure.limit(),
                failure.maximum(),
                failure.left(),
                failure.retryAfter(),
                failure.resetsAt());
        advised.setStackTrace(failure.getStackTrace());
        return advised;
    }
}
