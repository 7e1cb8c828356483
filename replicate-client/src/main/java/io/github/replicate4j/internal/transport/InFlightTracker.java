/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tracks the requests that must complete before a client closes its connections: creates in flight, and cancels of
 * predictions whose call has been abandoned. Long calls are notified when the client closes.
 */
public final class InFlightTracker {

    private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();

    private final Sinks.Empty<Void> closing = Sinks.empty();

    InFlightTracker() {}

    /** Start a task that must complete before the client closes. */
    Runnable start() {
        CompletableFuture<Void> task = new CompletableFuture<>();
        this.running.add(task);
        return () -> {
            this.running.remove(task);
            task.complete(null);
        };
    }

    /** Run a task in the background. The client waits for it when it closes. */
    public void runInBackground(Mono<?> task) {
        Runnable completed = start();
        task.doFinally(signal -> completed.run())
                .contextWrite(ApplicationErrors::nested)
                .subscribe();
    }

    /** Fail a long call when the client closes. After that, the call is not subscribed to. */
    public <T> Mono<T> failOnClose(Mono<T> call, Supplier<ReplicateException> failure) {
        return Mono.firstWithSignal(this.closing.asMono().then(Mono.error(failure)), call);
    }

    /** Fail a long stream when the client closes. */
    public <T> Flux<T> failOnClose(Flux<T> stream, Supplier<ReplicateException> failure) {
        return FluxTimeouts.failOn(this.closing.asMono(), stream, failure);
    }

    /** Notify long calls that the client closes, and wait for running tasks. */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            this.closing.tryEmitEmpty();
            return awaitRunning();
        });
    }

    /** A task can start another one: an abandoned create starts a cancel. */
    private Mono<Void> awaitRunning() {
        CompletableFuture<?>[] tasks = this.running.toArray(CompletableFuture<?>[]::new);
        return tasks.length == 0
                ? Mono.empty()
                : Mono.fromFuture(CompletableFuture.allOf(tasks)).then(Mono.defer(this::awaitRunning));
    }
}
