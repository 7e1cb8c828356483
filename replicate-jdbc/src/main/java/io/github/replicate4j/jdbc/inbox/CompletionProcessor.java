/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.webhooks.WebhookPublisher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a reserved completion in the transaction that marks it as done. Effects of listeners in the same transaction are
 * therefore committed once: a late owner of the completion finds it done, or reserved by another claim.
 */
final class CompletionProcessor implements ClaimProcessor {

    private static final Log logger = LogFactory.getLog(CompletionProcessor.class);

    private final SharedDatabase database;

    private final InboxTable table;

    private final WebhookPublisher publisher;

    private final FailedAttempts failures;

    private final @Nullable OutputRetention outputs;

    private final Runnable onOutputs;

    private final InboxObserver observer;

    /**
     * Create a processor.
     *
     * @param outputs stores files before listeners are called, or {@code null} if they are not stored
     * @param onOutputs called if the files of a completion have to be stored
     */
    CompletionProcessor(
            SharedDatabase database,
            InboxTable table,
            WebhookPublisher publisher,
            FailedAttempts failures,
            @Nullable OutputRetention outputs,
            Runnable onOutputs,
            InboxObserver observer) {
        this.database = database;
        this.table = table;
        this.publisher = publisher;
        this.failures = failures;
        this.outputs = outputs;
        this.onOutputs = onOutputs;
        this.observer = observer;
    }

    @Override
    public void process(Claim claim, Consumer<Duration> retryIn) {
        AtomicReference<@Nullable Throwable> listenerFailure = new AtomicReference<>();
        AtomicBoolean locked = new AtomicBoolean();
        try {
            if (this.failures.parkedAfterCrashes(claim)) {
                return;
            }
            Result result = this.database.inTransaction(() -> {
                Optional<StoredCompletion> completion = this.table.lock(claim);
                locked.set(true);
                return completion
                        .map(stored -> process(claim, stored, listenerFailure))
                        .orElse(Result.LOST);
            });
            if (result.processed() != null) {
                this.observer.processed(result.processed());
            } else if (result.reserved()) {
                this.onOutputs.run();
            } else {
                logger.debug(FailedAttempts.description(claim) + " is left to another instance");
            }
        } catch (Throwable ex) {
            if (!locked.get()) {
                this.failures.databaseFailed(claim, ex, retryIn);
                return;
            }
            // Statements after the listeners, and the commit, can fail because of the changes of listeners.
            Throwable failure = listenerFailure.get();
            this.failures.failed(claim, failure == null ? ex : failure, true, retryIn);
        }
    }

    private Result process(Claim claim, StoredCompletion completion, AtomicReference<@Nullable Throwable> failure) {
        Result result;
        try {
            WebhookEvent event = CompletionEvents.event(completion);
            if (requiresOutputs(event, completion)) {
                this.table.requireOutputs(claim);
                return Result.OUTPUTS_REQUIRED;
            }
            this.publisher.publish(event);
            result = new Result(true, event);
        } catch (Throwable ex) {
            failure.set(ex);
            throw ex;
        }
        this.table.complete(claim);
        return result;
    }

    private boolean requiresOutputs(WebhookEvent event, StoredCompletion completion) {
        return this.outputs != null
                && !OutputsJson.isComplete(completion.outputs())
                && event instanceof PredictionCompletedEvent completed
                && this.outputs.isRequired(completed);
    }

    /**
     * What has been done with a completion.
     *
     * @param reserved whether this instance had reserved it
     * @param processed the completion if listeners have processed it, or {@code null} if its files have to be stored first
     */
    private record Result(boolean reserved, @Nullable WebhookEvent processed) {

        private static final Result OUTPUTS_REQUIRED = new Result(true, null);

        private static final Result LOST = new Result(false, null);
    }
}
