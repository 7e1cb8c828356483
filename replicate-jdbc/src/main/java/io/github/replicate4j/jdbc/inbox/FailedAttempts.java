/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.NestedExceptionUtils;

/** Retries completions whose processing has failed, with a backoff, or parks them. */
final class FailedAttempts {

    private static final Log logger = LogFactory.getLog(FailedAttempts.class);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

    /** Time after which a completion that was not processed because the database failed is processed again. */
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(30);

    private static final int MAX_ERROR_LENGTH = 500;

    private final InboxTable table;

    private final int maxAttempts;

    private final DatabaseOutage outage;

    private final InboxObserver observer;

    FailedAttempts(InboxTable table, int maxAttempts, DatabaseOutage outage, InboxObserver observer) {
        this.table = table;
        this.maxAttempts = maxAttempts;
        this.outage = outage;
        this.observer = observer;
    }

    /** Park a completion if each of its attempts has ended with the process, and return whether it did. */
    boolean parkedAfterCrashes(Claim claim) {
        if (claim.attempt() <= this.maxAttempts) {
            return false;
        }
        park(claim, "The process ended, or lost its database, in the last of " + this.maxAttempts + " attempts");
        return true;
    }

    /**
     * Record a failure. This does not throw exceptions.
     *
     * @param retryable whether another attempt can succeed
     * @param retryIn called with the delay if there is another attempt
     */
    void failed(Claim claim, Throwable failure, boolean retryable, Consumer<Duration> retryIn) {
        // The thread may have been interrupted because the inbox is closed. Its failure is recorded nevertheless.
        Thread.interrupted();
        try {
            String error = error(failure);
            if (!retryable || claim.attempt() >= this.maxAttempts) {
                park(claim, error);
                logger.debug("Failure of the last attempt", failure);
                return;
            }
            Duration delay = backoff(claim.attempt());
            if (this.table.retry(claim, delay, error)) {
                logger.warn(
                        description(claim) + " could not be processed. Attempt " + claim.attempt() + " of "
                                + this.maxAttempts + "; the next one follows in " + delay.toSeconds() + " s",
                        failure);
                this.observer.failed(claim.source(), false);
                retryIn.accept(delay);
            }
        } catch (RuntimeException ex) {
            // It is reserved until the end of its lease, and is processed again after that.
            ex.addSuppressed(failure);
            this.outage.failed(ex);
        }
    }

    /**
     * Report that a statement of the inbox failed, and not a listener or a store. This does not count as an attempt. This does not
     * throw exceptions.
     *
     * @param retryIn called with the delay of the next attempt
     */
    void databaseFailed(Claim claim, Throwable failure, Consumer<Duration> retryIn) {
        Thread.interrupted();
        try {
            Duration delay = DatabaseOutage.jitter(AFTER_OUTAGE);
            if (this.table.release(claim, delay)) {
                retryIn.accept(delay);
            }
        } catch (RuntimeException ex) {
            failure.addSuppressed(ex);
        }
        this.outage.failed(failure);
    }

    private void park(Claim claim, String error) {
        if (this.table.park(claim, error)) {
            logger.error(description(claim) + " is parked after " + Math.min(claim.attempt(), this.maxAttempts)
                    + " attempts. Replay or discard it when the cause is removed: " + error);
            this.observer.failed(claim.source(), true);
        }
    }

    static String description(Claim claim) {
        return "The stored webhook " + Redaction.of(claim.key());
    }

    static Duration backoff(int attempt) {
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt - 1, 30));
        return backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
    }

    static String error(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        String text =
                Redaction.of(root == failure ? describe(failure) : describe(failure) + "; cause: " + describe(root));
        return text.length() > MAX_ERROR_LENGTH ? text.substring(0, MAX_ERROR_LENGTH) : text;
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
