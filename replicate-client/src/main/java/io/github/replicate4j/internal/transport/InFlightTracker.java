/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tracks the requests that must complete before a client closes its connections: creates in flight, and cancels of
 * predictions whose call has been abandoned. Long calls are notified when the client closes.
 */
public final class InFlightTracker {

    private final MonotonicClock clock = new MonotonicClock();

    /** The tasks, with the time until which the server may hold each of them. */
    private final Map<CompletableFuture<Void>, Long> running = new ConcurrentHashMap<>();

    /** Created by the first call or by closing, so that an application starts faster. */
    private final SingletonSupplier<Sinks.Empty<Void>> closing = SingletonSupplier.of(() -> Sinks.empty());

    InFlightTracker() {}

    /**
     * Start a task that must complete before the client closes.
     *
     * @param serverHold time for which the server may hold its response
     * @return to be run when the task has completed
     */
    public Runnable start(Duration serverHold) {
        CompletableFuture<Void> task = new CompletableFuture<>();
        this.running.put(task, this.clock.nanos() + serverHold.toNanos());
        return () -> {
            this.running.remove(task);
            task.complete(null);
        };
    }

    /** Run a task in the background. The client waits for it when it closes. */
    public void runInBackground(Mono<?> task) {
        Runnable completed = start(Duration.ZERO);
        task.doFinally(signal -> completed.run())
                .contextWrite(ApplicationErrors::nested)
                .subscribe();
    }

    /** Fail a long call at its deadline and when the client closes. After that, the call is not subscribed to. */
    public <T> Mono<T> bounded(
            Duration limit,
            Mono<T> call,
            Supplier<? extends ReplicateException> deadlineExceeded,
            Supplier<ReplicateException> closed) {
        return Mono.firstWithSignal(
                this.closing.obtain().asMono().then(Mono.error(closed)),
                FluxTimeouts.within(limit, call, deadlineExceeded));
    }

    /** Fail a long stream at its deadline and when the client closes. */
    public <T> Flux<T> bounded(
            Duration limit,
            Flux<T> stream,
            Supplier<ReplicateException> deadlineExceeded,
            Supplier<ReplicateException> closed) {
        return FluxTimeouts.failOn(
                this.closing.obtain().asMono(), FluxTimeouts.within(limit, stream, deadlineExceeded), closed);
    }

    /** Return a signal that completes when the client closes. */
    public Mono<Void> closing() {
        return this.closing.obtain().asMono();
    }

    /** Notify long calls that the client closes. */
    public void endCalls() {
        this.closing.obtain().tryEmitEmpty();
    }

    /**
     * Wait for running tasks.
     *
     * @param timeout time to wait in addition to the time for which the server may hold the responses; a
     *     {@link java.util.concurrent.TimeoutException} is signaled afterwards
     */
    public Mono<Void> awaitCompletion(Duration timeout) {
        return Mono.defer(() -> awaitRunning().timeout(longestHold().plus(timeout)));
    }

    private Duration longestHold() {
        long now = this.clock.nanos();
        long longest = this.running.values().stream()
                .mapToLong(heldUntil -> heldUntil - now)
                .max()
                .orElse(0);
        return Duration.ofNanos(Math.max(0, longest));
    }

    /** A task can start another one: an abandoned create starts a cancel. */
    private Mono<Void> awaitRunning() {
        CompletableFuture<?>[] tasks = this.running.keySet().toArray(CompletableFuture<?>[]::new);
        return tasks.length == 0
                ? Mono.empty()
                : Mono.fromFuture(CompletableFuture.allOf(tasks)).then(Mono.defer(this::awaitRunning));
    }
}
