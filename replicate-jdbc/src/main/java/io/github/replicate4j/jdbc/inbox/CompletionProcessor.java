/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import io.github.replicate4j.webhooks.WebhookPublisher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Publishes a reserved completion in the transaction that marks it as done. Effects of listeners in the same transaction are
 * therefore committed once: a late owner of the completion finds it done, or reserved with another attempt.
 */
final class CompletionProcessor {

    private static final Log logger = LogFactory.getLog(CompletionProcessor.class);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

    private static final int MAX_ERROR_LENGTH = 500;

    private final SharedDatabase database;

    private final InboxTable table;

    private final WebhookPublisher publisher;

    private final int maxAttempts;

    private final DatabaseOutage outage;

    private final InboxObserver observer;

    CompletionProcessor(
            SharedDatabase database,
            InboxTable table,
            WebhookPublisher publisher,
            int maxAttempts,
            DatabaseOutage outage,
            InboxObserver observer) {
        this.database = database;
        this.table = table;
        this.publisher = publisher;
        this.maxAttempts = maxAttempts;
        this.outage = outage;
        this.observer = observer;
    }

    /**
     * Process a completion. This does not throw exceptions.
     *
     * @param claim reserves the completion
     * @param retryIn called with the delay if it has to be processed again
     */
    void process(Claim claim, Consumer<Duration> retryIn) {
        AtomicReference<@Nullable Throwable> listenerFailure = new AtomicReference<>();
        try {
            if (claim.attempt() > this.maxAttempts) {
                park(
                        claim,
                        "The process ended, or lost its database, in the last of " + this.maxAttempts + " attempts");
                return;
            }
            Optional<WebhookEvent> processed = this.database.inTransaction(() -> {
                Optional<WebhookEvent> event =
                        this.table.lock(claim).map(completion -> publish(completion, listenerFailure));
                event.ifPresent(published -> this.table.complete(claim));
                return event;
            });
            processed.ifPresentOrElse(
                    this.observer::processed, () -> logger.debug(description(claim) + " is left to another instance"));
        } catch (Throwable ex) {
            Throwable failure = listenerFailure.get();
            failed(claim, failure == null ? ex : failure, retryIn);
        }
    }

    private WebhookEvent publish(StoredCompletion completion, AtomicReference<@Nullable Throwable> failure) {
        try {
            WebhookEvent event = CompletionEvents.event(completion);
            this.publisher.publish(event);
            return event;
        } catch (Throwable ex) {
            failure.set(ex);
            throw ex;
        }
    }

    private void failed(Claim claim, Throwable failure, Consumer<Duration> retryIn) {
        // A listener may have been interrupted because the inbox is closed. Its failure is recorded nevertheless.
        Thread.interrupted();
        try {
            String error = error(failure);
            if (claim.attempt() >= this.maxAttempts) {
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

    private void park(Claim claim, String error) {
        if (this.table.park(claim, error)) {
            logger.error(description(claim) + " is parked after " + this.maxAttempts
                    + " attempts. Replay or discard it when the cause is removed: " + error);
            this.observer.failed(claim.source(), true);
        }
    }

    private static String description(Claim claim) {
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
