/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.internal.Shutdown;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Notifies a listener of failed creates. The listener runs in the transaction that marks the failure as notified, so its effects in
 * the same database are made once. If it fails, it is called again later.
 */
final class FailureNotifier {

    private static final Log logger = LogFactory.getLog(FailureNotifier.class);

    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DueFailures failures;

    private final Consumer<DurablePredictionFailedEvent> listener;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replicate-submit-failures");
        thread.setDaemon(true);
        return thread;
    });

    FailureNotifier(DueFailures failures, Consumer<DurablePredictionFailedEvent> listener) {
        this.failures = failures;
        this.listener = listener;
    }

    void start(Duration interval) {
        this.scheduler.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            // One at a time, so that a claim counts only if the listener is called.
            Optional<DurableCreate> failure = this.failures.claim(LEASE);
            while (failure.isPresent() && !this.scheduler.isShutdown()) {
                notify(failure.get());
                failure = this.failures.claim(LEASE);
            }
        } catch (Throwable ex) {
            // An error must not end the schedule.
            logger.debug("Failed creates could not be read; retrying later", ex);
        }
    }

    private void notify(DurableCreate create) {
        try {
            this.failures.database().inTransaction(() -> {
                this.listener.accept(new DurablePredictionFailedEvent(DurablePrediction.of(create)));
                // At the end, because a late completion must not wait for the listener.
                if (!this.failures.notified(create)) {
                    throw new IllegalStateException(
                            "Another instance has notified its listener, because this one was slow");
                }
                return null;
            });
        } catch (Throwable ex) {
            logger.error(
                    "A listener failed on the failed durable create '" + create.key() + "'; it is called again, up to "
                            + DueFailures.MAX_NOTIFICATIONS + " times: "
                            + Redaction.ofMessage(ex),
                    ex);
        }
    }

    /** Let a running listener complete. */
    void close() {
        Shutdown.close(
                this.scheduler,
                CLOSE_TIMEOUT,
                () -> logger.warn(
                        "A listener of failed durable creates still runs, and is interrupted; it is called again"));
    }
}
