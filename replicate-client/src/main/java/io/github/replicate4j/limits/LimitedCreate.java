/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A create to which limits apply.
 *
 * @param account key of the account that pays: a hash of the API token, from which the token cannot be derived
 * @param operation the API operation, such as {@code predictions.create}
 * @param target what the create runs, such as {@code owner/name}, or {@code null} if its name is not known
 * @param estimatedCost estimated cost; {@code null} if there is no price
 * @param cancelAfter time after which Replicate cancels the prediction, or {@code null} for none
 * @param journalEntry id of the entry in the journal of creates if the create has one already, which is so for durable creates, otherwise
 *     {@code null}. An earlier create with the same entry did not create anything
 * @param prefix prefix of the properties that set the limits, such as {@code replicate.limits}
 * @since 0.1.0
 */
public record LimitedCreate(
        String account,
        String operation,
        @Nullable String target,
        @Nullable Cost estimatedCost,
        @Nullable Duration cancelAfter,
        @Nullable String journalEntry,
        String prefix) {

    /** Return the estimated amount; zero if there is no price. */
    public BigDecimal estimatedAmount() {
        return this.estimatedCost == null ? BigDecimal.ZERO : this.estimatedCost.amount();
    }

    /**
     * Create the exception for a create that exceeds a limit.
     *
     * @param limit the limit
     * @param maximum value of the limit
     * @param used what is used of the limit
     * @param retryAfter time after which the create fits into the limit at the latest, or {@code null} if it never does
     * @return the exception
     */
    public CreateLimitException exceeds(
            CreateLimit limit, BigDecimal maximum, BigDecimal used, @Nullable Duration retryAfter) {
        BigDecimal left = maximum.subtract(used).max(BigDecimal.ZERO);
        Instant resetsAt = retryAfter == null ? null : Instant.now().plus(retryAfter);
        String message = this.operation + (this.target == null ? "" : " of " + this.target)
                + " was not sent, because it exceeds the limit " + limit.property(this.prefix) + ": "
                + state(limit, maximum, left) + " " + advice(limit, retryAfter, resetsAt);
        return new CreateLimitException(message, limit, maximum, left, retryAfter, resetsAt);
    }

    private String state(CreateLimit limit, BigDecimal maximum, BigDecimal left) {
        String of = plain(left) + " of " + plain(maximum);
        if (limit == CreateLimit.MAX_IN_FLIGHT) {
            return of + " predictions and trainings in flight are left.";
        }
        if (limit == CreateLimit.CREATES_PER_MINUTE) {
            return of + " creates per minute are left.";
        }
        return of + " " + (this.estimatedCost == null ? "" : this.estimatedCost.currency() + " ")
                + (limit == CreateLimit.COST_PER_HOUR ? "per hour" : "per 24 hours") + " are left"
                + (this.estimatedCost == null ? "." : ", and its estimated cost is " + this.estimatedCost + ".");
    }

    private String advice(CreateLimit limit, @Nullable Duration retryAfter, @Nullable Instant resetsAt) {
        if (retryAfter == null || resetsAt == null) {
            return "Raise the limit, or correct the price of the model.";
        }
        // Rounded up, because the limit has not reset earlier.
        String when = resetsAt.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS) + ", in "
                + retryAfter.plusNanos(999_999_999).toSeconds() + " s";
        boolean inFlight = limit == CreateLimit.MAX_IN_FLIGHT;
        if (this.journalEntry != null) {
            return "It stays in the queue until " + (inFlight ? "one of them completes, or at the latest until " : "")
                    + when + ".";
        }
        return (inFlight ? "Repeat the call when one of them completes, or at the latest at " : "It resets at ") + when
                + ".";
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
