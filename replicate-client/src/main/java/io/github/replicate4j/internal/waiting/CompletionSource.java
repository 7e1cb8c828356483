/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.waiting;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.polling.Awaited;
import io.github.replicate4j.internal.polling.FirstPoll;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.polling.SharedPolling;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Source of the states of predictions or trainings, by which all waits learn of completion: by polling and, if available, by
 * the signals of webhooks. Where a webhook is expected, it polls less often instead of not at all, because the webhook may
 * reach another instance of the application, or get lost.
 *
 * <p>Temporary failures do not end a stream of states. Callers must set a timeout.
 *
 * @param <T> type of the tasks
 */
public final class CompletionSource<T extends LongRunningTask> {

    private final Class<T> type;

    private final SharedPolling<T> polling;

    private final RunSettings settings;

    private final @Nullable CompletionSignals signals;

    private final Consumer<? super T> observer;

    /**
     * Create a source.
     *
     * @param signals signals of webhooks, or {@code null} to rely on polling alone
     */
    public CompletionSource(
            PollSource<T> source, PollScope scope, RunSettings settings, @Nullable CompletionSignals signals) {
        this(source, scope, settings, signals, state -> {});
    }

    /**
     * Create a source with an observer.
     *
     * @param signals signals of webhooks, or {@code null} to rely on polling alone
     * @param observer receives each state before the subscriber does; must not block
     */
    public CompletionSource(
            PollSource<T> source,
            PollScope scope,
            RunSettings settings,
            @Nullable CompletionSignals signals,
            Consumer<? super T> observer) {
        this.type = source.type();
        this.polling = scope.polling(source);
        this.settings = settings;
        this.signals = signals;
        this.observer = observer;
    }

    /**
     * Return the states of a task until it has a terminal status.
     *
     * @param latest latest known state, or {@code null}
     */
    public Flux<T> states(String id, @Nullable T latest) {
        return states(id, latest, FirstPoll.AFTER_INTERVAL);
    }

    /**
     * Return the states of a task until it has a terminal status.
     *
     * @param latest latest known state, or {@code null}
     * @param first when to poll first if the latest state is known
     */
    public Flux<T> states(String id, @Nullable T latest, FirstPoll first) {
        return watch(id, latest, Awaited.EVERY_STATE, first, this.settings::pollInterval);
    }

    /**
     * Return the terminal state of a task, for callers that do not depend on the states before. Fields that lists omit may be
     * missing.
     *
     * @param latest latest known state, or {@code null}
     */
    public Flux<T> completion(String id, @Nullable T latest) {
        return completion(id, latest, Awaited.COMPLETION, FirstPoll.AFTER_INTERVAL);
    }

    /**
     * Return the terminal state of a task, for callers that do not depend on the states before.
     *
     * @param latest latest known state, or {@code null}
     * @param awaited whether the state must have all fields
     * @param first when to poll first if the latest state is known and no webhook is expected
     */
    public Flux<T> completion(String id, @Nullable T latest, Awaited awaited, FirstPoll first) {
        return watch(
                id,
                latest,
                awaited,
                isWebhookExpected(id) ? FirstPoll.AFTER_INTERVAL : first,
                () -> completionPollInterval(id));
    }

    /** Evaluated for each poll, because a webhook may no longer be expected. */
    private Duration completionPollInterval(String id) {
        return isWebhookExpected(id) ? this.settings.webhookPollInterval() : this.settings.pollInterval();
    }

    private boolean isWebhookExpected(String id) {
        return this.signals != null && this.signals.isWebhookExpected(id);
    }

    private Flux<T> watch(
            String id, @Nullable T latest, Awaited awaited, FirstPoll first, Supplier<Duration> pollInterval) {
        Flux<T> states = this.signals == null
                ? this.polling.watch(id, latest, awaited, first, pollInterval)
                : watch(this.signals, id, latest, awaited, first, pollInterval);
        return states.doOnNext(this.observer);
    }

    private Flux<T> watch(
            CompletionSignals signals,
            String id,
            @Nullable T latest,
            Awaited awaited,
            FirstPoll first,
            Supplier<Duration> pollInterval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        // On another thread, so that subscribers do not delay the sender of the signal.
        Mono<T> signaled =
                signals.completion(id).publishOn(Schedulers.parallel()).ofType(this.type);
        // Deferred until the signal is subscribed to. A completion that was signaled earlier is polled immediately.
        Flux<T> polled = Flux.defer(() ->
                        this.polling.watch(id, signals.isCompleted(id) ? null : latest, awaited, first, pollInterval))
                .doOnNext(state -> {
                    if (state.isTerminal()) {
                        signals.completionPolled(state.id());
                    }
                });
        return Flux.merge(signaled, polled).takeUntil(LongRunningTask::isTerminal);
    }
}
