/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.internal.http.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** A polled task: its listeners, its latest known state and when to poll it next. Not safe for concurrent use. */
final class Poll<T extends LongRunningTask> {

    private static final double BACKOFF_MULTIPLIER = 1.5;

    private static final double MAX_BACKOFF = 10;

    /** For a task whose caller has already waited for the response to its create. */
    private static final double INITIAL_BACKOFF_IF_SOON = 0.2;

    /** Backoff from which the interval of such a task grows slowly, to about a tenth of the time since its first poll. */
    private static final double SLOW_GROWTH_BACKOFF = 0.4;

    private static final double SLOW_BACKOFF_MULTIPLIER = 1.1;

    /** Lower, because many tasks share the request. */
    private static final double MAX_BACKOFF_ON_PAGES = 3;

    /**
     * Tolerates two 404s or unreadable responses in a row (eventual consistency, or the error page of a proxy), and two pages
     * that should contain the task but do not.
     */
    private static final int TOLERATED = 2;

    private final String id;

    private final List<Listener<T>> listeners = new ArrayList<>();

    private @Nullable T latest;

    private @Nullable Instant createdAt;

    private boolean inFlight;

    private long requestedAt;

    private long dueAt;

    /** Planned time between the latest response and the next request. */
    private long delay;

    /** Factor of the poll interval. */
    private double backoff = 1;

    /** Whether polls started soon, so that the interval grows slowly. */
    private boolean soon;

    private int doubtfulFailures;

    private int omissions;

    /** Whether a page does not suffice, so that the next request must be a single one. */
    private boolean singleOnly;

    /** Whether a listener that needs the current state was added while a request was in flight. */
    private boolean pollAgain;

    Poll(String id, @Nullable Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    /** Create a poll of the same task that has no listeners and is never due. */
    Poll<T> placeholder() {
        Poll<T> placeholder = new Poll<>(this.id, this.createdAt);
        placeholder.dueAt = Long.MAX_VALUE;
        return placeholder;
    }

    /** Most overdue first. Of polls that are due at the same time, newest first: pages begin with it and follow each other. */
    static <T extends LongRunningTask> Comparator<Poll<T>> byDueTime() {
        return Comparator.<Poll<T>>comparingLong(poll -> poll.dueAt).thenComparing(newestFirst());
    }

    /** Newest first, like the lists of the API. Polls with an unknown creation time come last. */
    static <T extends LongRunningTask> Comparator<Poll<T>> newestFirst() {
        Comparator<Poll<T>> newestFirst =
                Comparator.comparing(poll -> poll.createdAt, Comparator.nullsLast(Comparator.reverseOrder()));
        return newestFirst.thenComparing(poll -> poll.id);
    }

    /** Return a factor from 1 to 1.2: never earlier than promised, and not all polls at the same instant. */
    static double jitter() {
        return ThreadLocalRandom.current().nextDouble(1, 1.2);
    }

    String id() {
        return this.id;
    }

    @Nullable
    Instant createdAt() {
        return this.createdAt;
    }

    long dueAt() {
        return this.dueAt;
    }

    boolean isInFlight() {
        return this.inFlight;
    }

    /** Return when the latest request was sent. */
    long requestedAt() {
        return this.requestedAt;
    }

    List<Listener<T>> listeners() {
        return this.listeners;
    }

    /** Return whether any listener has requested a state. */
    boolean hasDemand() {
        return this.listeners.stream().anyMatch(listener -> listener.sink().requestedFromDownstream() > 0);
    }

    /** Return whether a page may deliver the state of this task. */
    boolean acceptsPages() {
        return !this.singleOnly
                && this.listeners.stream().noneMatch(listener -> listener.awaited() == Awaited.EVERY_STATE);
    }

    /** Return whether a terminal state must have all fields. */
    boolean requiresAllFields() {
        return this.listeners.stream().anyMatch(listener -> listener.awaited() != Awaited.COMPLETION);
    }

    /** Return whether a page may be requested for this task. */
    boolean isPageable() {
        return this.createdAt != null && this.omissions <= TOLERATED && acceptsPages();
    }

    /** Return whether the next page may cover this task: it is due, or so soon that it is not worth another request. */
    boolean fitsNextPage(long now) {
        return !this.inFlight && isPageable() && this.dueAt - now <= this.delay / 2;
    }

    /** Return whether the status differs from the latest known one. */
    boolean isChange(T state) {
        return this.latest == null || !Objects.equals(this.latest.statusText(), state.statusText());
    }

    void addListener(Listener<T> listener, @Nullable T initialState, FirstPoll first, long now, double jitter) {
        long previouslyDueAt = this.listeners.isEmpty() ? Long.MAX_VALUE : this.dueAt;
        this.listeners.add(listener);
        this.soon |= first != FirstPoll.AFTER_INTERVAL;
        this.backoff = first == FirstPoll.AFTER_INTERVAL ? 1 : INITIAL_BACKOFF_IF_SOON;
        if (initialState == null) {
            this.pollAgain = this.inFlight;
            this.dueAt = Math.min(previouslyDueAt, now);
            return;
        }
        if (this.latest == null) {
            this.latest = initialState;
            this.createdAt = initialState.createdAt() == null ? this.createdAt : initialState.createdAt();
        }
        if (!this.inFlight) {
            schedule(now, jitter);
            this.dueAt = Math.min(previouslyDueAt, first == FirstPoll.IMMEDIATELY ? now : this.dueAt);
        }
    }

    /** Return whether the listener was one of this poll. */
    boolean removeListener(Listener<T> listener) {
        return this.listeners.remove(listener);
    }

    void onRequest(long now) {
        this.inFlight = true;
        this.requestedAt = now;
        this.pollAgain = false;
    }

    /** The request ended without a result for this task: it is due as before. */
    void onNoResult() {
        this.inFlight = false;
    }

    void onResponse(T state, long now, double jitter) {
        double next = nextBackoff(MAX_BACKOFF);
        this.backoff = isChange(state) ? Math.min(1, next) : next;
        this.singleOnly = false;
        update(state, now, jitter);
    }

    /** A page contains the task. All tasks of a page get the same backoff, so that they stay together. */
    void onPage(T state, double backoff, long now, double jitter) {
        this.backoff = backoff;
        this.omissions = 0;
        update(state, now, jitter);
    }

    /** A page should contain the task but does not. */
    void onOmission() {
        this.omissions++;
        requireSingleRequest();
    }

    /** Poll this task alone, before all others, because it has already had its turn. */
    void requireSingleRequest() {
        this.singleOnly = true;
        this.inFlight = false;
        this.dueAt = 0;
    }

    /** Return whether to poll again after the failure of a single request. */
    boolean tolerates(Throwable failure) {
        boolean doubtful = failure instanceof ApiResponseValidationException
                || failure instanceof NotFoundException && this.latest != null;
        return doubtful ? ++this.doubtfulFailures <= TOLERATED : RetryPolicy.isTransient(failure);
    }

    void onFailure(boolean page, long now, double jitter) {
        this.backoff = page ? nextBackoffOnPages() : nextBackoff(MAX_BACKOFF);
        this.inFlight = false;
        schedule(now, jitter);
    }

    /** Return the backoff after a page without any change. */
    double nextBackoffOnPages() {
        return nextBackoff(MAX_BACKOFF_ON_PAGES);
    }

    private double nextBackoff(double max) {
        boolean slow = this.soon && this.backoff > SLOW_GROWTH_BACKOFF;
        return Math.min(this.backoff * (slow ? SLOW_BACKOFF_MULTIPLIER : BACKOFF_MULTIPLIER), max);
    }

    private void update(T state, long now, double jitter) {
        this.latest = state;
        this.createdAt = state.createdAt() == null ? this.createdAt : state.createdAt();
        this.doubtfulFailures = 0;
        this.inFlight = false;
        schedule(now, jitter);
    }

    private void schedule(long now, double jitter) {
        long interval = this.listeners.stream()
                .map(listener -> listener.interval().get())
                .mapToLong(Duration::toMillis)
                .min()
                .orElseThrow();
        this.delay =
                Duration.ofMillis(Math.round(interval * this.backoff * jitter)).toNanos();
        this.dueAt = this.pollAgain ? now : Math.min(now + this.delay, nextLastRead(now));
        this.pollAgain = false;
    }

    private long nextLastRead(long now) {
        return this.listeners.stream()
                .mapToLong(Listener::lastReadAt)
                .filter(lastReadAt -> lastReadAt > now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Return a notification of the current listeners, to be run without a lock. */
    Runnable next(T state) {
        List<Listener<T>> receivers = List.copyOf(this.listeners);
        return () -> receivers.forEach(listener -> listener.sink().next(state));
    }

    /** Return a notification of the current listeners, to be run without a lock. */
    Runnable complete(T state) {
        List<Listener<T>> receivers = List.copyOf(this.listeners);
        return () -> receivers.forEach(listener -> {
            listener.sink().next(state);
            listener.sink().complete();
        });
    }

    /** Return a notification of the current listeners, to be run without a lock. */
    Runnable error(Throwable failure) {
        List<Listener<T>> receivers = List.copyOf(this.listeners);
        return () -> receivers.forEach(listener -> listener.sink().error(failure));
    }

    /**
     * One wait for the task.
     *
     * @param awaited what the wait needs
     * @param lastReadAt when to read the task at the latest, so that the response arrives before the deadline of the wait;
     *     {@link Long#MAX_VALUE} if there is no deadline
     */
    record Listener<T>(FluxSink<T> sink, Awaited awaited, Supplier<Duration> interval, long lastReadAt) {}
}
