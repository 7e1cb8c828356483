/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.waiting;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.Transport;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for the completion of tasks, up to a timeout. Cancelling a wait does not cancel the task.
 *
 * @param <T> type of the tasks
 */
public final class CompletionAwaiter<T extends LongRunningTask> {

    private final Transport transport;

    private final String noun;

    private final CompletionSource<T> source;

    public CompletionAwaiter(Transport transport, String noun, CompletionSource<T> source) {
        this.transport = transport;
        this.noun = noun;
        this.source = source;
    }

    /**
     * Wait for the completion of a task.
     *
     * @return the task with its terminal status, successful or not; fails with {@link DeadlineExceededException} on timeout
     * @throws IllegalArgumentException if the id is blank or the timeout is not longer than zero
     */
    public Mono<T> await(String id, Duration timeout) {
        Arguments.segment("id", id);
        Duration limit = Arguments.positive("timeout", timeout);
        return ApplicationErrors.unwrap(Mono.defer(() -> {
            AtomicReference<String> status = new AtomicReference<>("unknown");
            Mono<T> completed = this.source
                    .completion(id, null)
                    .doOnNext(state -> status.set(String.valueOf(state.statusText())))
                    .last();
            return this.transport
                    .inFlight()
                    .bounded(
                            limit,
                            completed,
                            () -> deadlineExceeded(id, limit, String.valueOf(status.get())),
                            () -> closed(id));
        }));
    }

    /**
     * Wait for the completion of a task and return its changes.
     *
     * @return the current state, each changed state, and last the terminal state, successful or not; fails with
     *     {@link DeadlineExceededException} on timeout
     * @throws IllegalArgumentException if the id is blank or the timeout is not longer than zero
     */
    public Flux<T> updates(String id, Duration timeout) {
        Arguments.segment("id", id);
        Duration limit = Arguments.positive("timeout", timeout);
        return ApplicationErrors.unwrap(Flux.defer(() -> {
            AtomicReference<String> status = new AtomicReference<>("unknown");
            Flux<T> updates = this.source
                    .states(id, null)
                    .doOnNext(state -> status.set(String.valueOf(state.statusText())))
                    .distinctUntilChanged();
            return this.transport
                    .inFlight()
                    .bounded(
                            limit,
                            updates,
                            () -> deadlineExceeded(id, limit, String.valueOf(status.get())),
                            () -> closed(id));
        }));
    }

    private DeadlineExceededException deadlineExceeded(String id, Duration timeout, String status) {
        return new DeadlineExceededException(
                this.noun + " " + id + " did not complete within " + timeout.toMillis() + " ms; its last status is "
                        + status + ". It was not cancelled: await it again, or cancel it.",
                id,
                timeout);
    }

    private ReplicateException closed(String id) {
        String noun = this.noun.toLowerCase(Locale.ROOT);
        return new ReplicateException(
                "The wait for " + noun + " " + id + " ended early: the client was closed or is shutting down. The "
                        + noun + " was not cancelled.",
                null);
    }
}
