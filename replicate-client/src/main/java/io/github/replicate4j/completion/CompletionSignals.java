/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.completion;

import io.github.replicate4j.internal.support.RecentMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Notifies waits when a webhook reports completion, so that they end immediately instead of at the next poll. Share one
 * instance between the receiver of webhooks and all clients whose waits it should notify.
 *
 * <p>A signal may arrive before the wait starts, even before the response to the create. That a task is completed, or that its
 * webhook is expected, is remembered for the latest 10,000 tasks, and for all tasks with a wait.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class CompletionSignals {

    private static final int MAX_REMEMBERED = 10_000;

    private final Object lock = new Object();

    private final Map<String, OpenWaits> waits = new HashMap<>();

    private final Collection<FluxSink<LongRunningTask>> subscribers = new CopyOnWriteArraySet<>();

    private final Map<String, Signal> latestSignals = new RecentMap<>(MAX_REMEMBERED);

    /** Whether no webhook has been missed since the latest one that arrived. */
    private volatile boolean reliable = true;

    /** Create signals without any waits. */
    public CompletionSignals() {}

    /**
     * Notify waits that a task has completed. A task without a terminal status is ignored.
     *
     * @param task task as reported by a trusted source, such as a webhook with a verified signature
     */
    public void completed(LongRunningTask task) {
        if (!task.isTerminal()) {
            return;
        }
        this.reliable = true;
        List<MonoSink<LongRunningTask>> waiting = List.of();
        synchronized (this.lock) {
            this.latestSignals.put(task.id(), Signal.COMPLETED);
            OpenWaits open = this.waits.get(task.id());
            if (open != null) {
                open.signal = Signal.COMPLETED;
                waiting = List.copyOf(open.sinks);
            }
        }
        waiting.forEach(wait -> wait.success(task));
        this.subscribers.forEach(subscriber -> subscriber.next(task));
    }

    /**
     * Expect a webhook that reports the completion of a task, so that waits poll it less often. The client calls this for
     * tasks that it creates with its default webhook.
     *
     * @param id id of the task
     */
    public void expectWebhook(String id) {
        synchronized (this.lock) {
            this.latestSignals.putIfAbsent(id, Signal.EXPECTED);
            OpenWaits open = this.waits.get(id);
            if (open != null) {
                open.signal = this.latestSignals.get(id);
            }
        }
    }

    /**
     * Return whether a webhook is expected that has not arrived. This is {@code false} for all tasks as long as webhooks do
     * not arrive reliably.
     *
     * @param id id of the task
     * @return whether to poll the task less often
     */
    public boolean isWebhookExpected(String id) {
        return this.reliable && signal(id) == Signal.EXPECTED;
    }

    /**
     * Report that polling found the completion of a task. If a webhook was expected for it but did not arrive, webhooks may
     * reach another instance of the application or be rejected on the way, so none is expected until the next one arrives.
     *
     * @param id id of the task
     */
    public void completionPolled(String id) {
        if (signal(id) == Signal.EXPECTED) {
            this.reliable = false;
        }
    }

    /**
     * Return whether the completion of a task was signaled, as far as it is remembered.
     *
     * @param id id of the task
     * @return whether {@link #completed(LongRunningTask)} was called for the task
     */
    public boolean isCompleted(String id) {
        return signal(id) == Signal.COMPLETED;
    }

    private @Nullable Signal signal(String id) {
        synchronized (this.lock) {
            Signal latest = this.latestSignals.get(id);
            OpenWaits open = latest == null ? this.waits.get(id) : null;
            return open == null ? latest : open.signal;
        }
    }

    /**
     * Return the completion of a task, if it is signaled after subscription. Earlier signals are not replayed.
     *
     * @param id id of the task
     * @return the task with its terminal status, as it was signaled
     */
    public Mono<LongRunningTask> completion(String id) {
        return Mono.create(wait -> {
            synchronized (this.lock) {
                this.waits
                        .computeIfAbsent(id, key -> new OpenWaits(this.latestSignals.get(key)))
                        .sinks
                        .add(wait);
            }
            wait.onDispose(() -> remove(id, wait));
        });
    }

    /**
     * Return the completions of all tasks that are signaled after subscription, also of those whose ids are not known.
     *
     * @return the tasks with their terminal statuses, until the subscription is cancelled
     */
    public Flux<LongRunningTask> completions() {
        return Flux.create(subscriber -> {
            this.subscribers.add(subscriber);
            subscriber.onDispose(() -> this.subscribers.remove(subscriber));
        });
    }

    /**
     * Return the tasks for whose completion a subscriber of {@link #completion(String)} waits, so that another source of
     * completions, such as a database, can be searched for them.
     *
     * @return the ids at this moment, unmodifiable
     */
    public Set<String> awaited() {
        synchronized (this.lock) {
            return Set.copyOf(this.waits.keySet());
        }
    }

    private void remove(String id, MonoSink<LongRunningTask> wait) {
        synchronized (this.lock) {
            OpenWaits open = this.waits.get(id);
            if (open != null && open.sinks.remove(wait) && open.sinks.isEmpty()) {
                this.waits.remove(id);
            }
        }
    }

    /** Waits for one task. They keep its signal, which may be older than the latest ones. */
    private static final class OpenWaits {

        private final Collection<MonoSink<LongRunningTask>> sinks = new HashSet<>();

        private @Nullable Signal signal;

        OpenWaits(@Nullable Signal signal) {
            this.signal = signal;
        }
    }

    private enum Signal {
        EXPECTED,
        COMPLETED
    }
}
