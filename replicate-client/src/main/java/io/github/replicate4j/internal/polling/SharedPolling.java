/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.Deadline;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import io.github.replicate4j.internal.reactive.OneShotTimer;
import io.github.replicate4j.internal.support.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Polls tasks for all waits: soon at first, then with a growing interval, and soon again when the status changes. Tasks that
 * were created at about the same time share one page of the list.
 *
 * <p>Requests belong to the polling, not to a wait: cancelling one wait takes no response away from others.
 *
 * @param <T> type of the tasks
 */
public final class SharedPolling<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(SharedPolling.class);

    private static final int MAX_REQUESTS_IN_FLIGHT = 32;

    /**
     * Time before the deadline of a wait that is reserved for a last read, or a tenth of the wait if that is shorter. A task
     * whose polls are delayed is read at the start of this time. For other tasks, a poll is due in its middle at the latest.
     */
    private static final Duration MAX_TIME_FOR_LAST_READ = Duration.ofSeconds(5);

    /** Interval at which a last read is attempted again while too many requests are in flight. */
    private static final Duration LAST_READ_RETRY_INTERVAL = Duration.ofMillis(100);

    private static final long SLOW_REQUEST = Duration.ofSeconds(1).toNanos();

    private final PollSource<T> source;

    private final MonotonicClock clock;

    private final PollRateLimiter rateLimiter;

    private final Function<String, @Nullable Instant> creationTimes;

    /** Never held while requests are sent or listeners are notified. */
    private final Object lock = new Object();

    private final Polls<T> polls = new Polls<>();

    private final Set<PollRequest<T>> inFlight = new HashSet<>();

    private final OneShotTimer timer;

    private final @Nullable SharedPages<T> pages;

    private final PollRateLimiter.Permit permit;

    SharedPolling(
            PollSource<T> source,
            MonotonicClock clock,
            PollRateLimiter rateLimiter,
            Function<String, @Nullable Instant> creationTimes) {
        this.source = source;
        this.clock = clock;
        this.rateLimiter = rateLimiter;
        this.creationTimes = creationTimes;
        this.pages = source.listing() == null ? null : new SharedPages<>(source.listing(), this.polls);
        this.permit = rateLimiter.permit();
        this.timer = new OneShotTimer(clock::nanos, this::poll);
    }

    /**
     * Return the states of a task until it has a terminal status.
     *
     * @param latest latest known state, which is emitted first, or {@code null} to poll immediately
     * @param awaited what the caller needs
     * @param first when to poll first if the latest state is known
     * @param interval time from a response to the next request as long as the status changes, of at least one millisecond
     */
    public Flux<T> watch(String id, @Nullable T latest, Awaited awaited, FirstPoll first, Supplier<Duration> interval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        Flux<T> states = Flux.defer(() -> Flux.<T>create(
                        sink -> addListener(id, latest, awaited, first, interval, sink),
                        FluxSink.OverflowStrategy.LATEST)
                // A slow subscriber must not delay the others of a page.
                .publishOn(Schedulers.parallel(), 1)
                // A response may arrive while a subscriber cancels: not an error, but Reactor would log it as one.
                .contextWrite(DroppedErrors::quiet));
        return latest == null ? states : states.startWith(latest);
    }

    private void addListener(
            String id,
            @Nullable T latest,
            Awaited awaited,
            FirstPoll first,
            Supplier<Duration> interval,
            FluxSink<T> sink) {
        Duration remaining = Deadline.remaining(sink.contextView());
        Duration reserved = remaining == null ? Duration.ZERO : timeForLastRead(remaining);
        long lastReadAt = remaining == null
                ? Long.MAX_VALUE
                : this.clock.nanos() + remaining.minus(reserved.dividedBy(2)).toNanos();
        Poll.Listener<T> listener = new Poll.Listener<>(sink, awaited, interval, lastReadAt);
        synchronized (this.lock) {
            Poll<T> existing = this.polls.get(id);
            Poll<T> poll = existing == null ? new Poll<>(id, this.creationTimes.apply(id)) : existing;
            this.polls.change(poll, () -> poll.addListener(listener, latest, first, this.clock.nanos(), Poll.jitter()));
            schedule();
        }
        sink.onRequest(count -> resume(id));
        Disposable delayedRead = remaining == null
                ? Disposables.disposed()
                : Flux.interval(remaining.minus(reserved), LAST_READ_RETRY_INTERVAL)
                        .takeUntil(attempt -> readBeforeDeadline(id))
                        .subscribe();
        sink.onDispose(() -> {
            delayedRead.dispose();
            removeListener(id, listener);
        });
    }

    private static Duration timeForLastRead(Duration remaining) {
        Duration tenth = remaining.dividedBy(10);
        return tenth.compareTo(MAX_TIME_FOR_LAST_READ) < 0 ? tenth : MAX_TIME_FOR_LAST_READ;
    }

    /**
     * Read a task although polls are paused or its request is slow, so that a completed task is not reported, and cancelled, as
     * a late one.
     *
     * @return {@code false} to try again, because too many requests are in flight
     */
    private boolean readBeforeDeadline(String id) {
        Runnable send;
        synchronized (this.lock) {
            long now = this.clock.nanos();
            Poll<T> poll = this.polls.get(id);
            if (poll == null || !poll.hasDemand()) {
                return true;
            }
            boolean delayed =
                    poll.isInFlight() ? now - poll.requestedAt() > SLOW_REQUEST : this.rateLimiter.isPaused(now);
            if (!delayed) {
                return true;
            }
            if (this.inFlight.size() >= MAX_REQUESTS_IN_FLIGHT) {
                return false;
            }
            send = send(PollRequest.single(poll), now);
        }
        send.run();
        return true;
    }

    private void resume(String id) {
        synchronized (this.lock) {
            this.polls.resume(id);
            schedule();
        }
    }

    private void removeListener(String id, Poll.Listener<T> listener) {
        List<PollRequest<T>> obsolete = new ArrayList<>();
        synchronized (this.lock) {
            Poll<T> poll = this.polls.get(id);
            if (poll == null
                    || !poll.removeListener(listener)
                    || !poll.listeners().isEmpty()) {
                return;
            }
            this.polls.remove(poll);
            if (this.polls.isEmpty()) {
                obsolete.addAll(this.inFlight);
                if (this.pages != null) {
                    this.pages.reset();
                }
            } else if (poll.isInFlight()) {
                this.inFlight.stream()
                        .filter(request -> !request.isPage() && request.newest() == poll)
                        .forEach(obsolete::add);
            }
            obsolete.forEach(this.inFlight::remove);
            schedule();
        }
        obsolete.forEach(PollRequest::dispose);
    }

    /** Set the timer to the time of the next request. */
    private void schedule() {
        Poll<T> next = this.polls.next();
        if (next == null || this.inFlight.size() >= MAX_REQUESTS_IN_FLIGHT) {
            this.timer.cancel();
        } else {
            this.timer.schedule(this.permit.earliest(next.dueAt()));
        }
    }

    private void poll() {
        List<Runnable> sends = new ArrayList<>();
        synchronized (this.lock) {
            long now = this.clock.nanos();
            Poll<T> next = nextDue(now);
            while (next != null && this.inFlight.size() < MAX_REQUESTS_IN_FLIGHT && this.permit.tryAcquire(now)) {
                sends.add(request(next, now));
                next = nextDue(now);
            }
            schedule();
        }
        sends.forEach(Runnable::run);
    }

    private @Nullable Poll<T> nextDue(long now) {
        Poll<T> next = this.polls.next();
        while (next != null && !next.hasDemand()) {
            this.polls.suspend(next);
            next = this.polls.next();
        }
        return next == null || next.dueAt() > now ? null : next;
    }

    /** Register the request for a poll that is due, and return how to send it. */
    private Runnable request(Poll<T> due, long now) {
        SharedPages<T> pages = this.pages;
        return send(pages == null ? PollRequest.single(due) : pages.next(due, now), now);
    }

    private Runnable send(PollRequest<T> request, long now) {
        SharedPages<T> pages = this.pages;
        this.inFlight.add(request);
        request.polls().forEach(poll -> this.polls.change(poll, () -> poll.onRequest(now)));
        return pages != null && request.isPage() ? pageRequest(request, pages) : singleRequest(request);
    }

    private Runnable singleRequest(PollRequest<T> request) {
        Poll<T> poll = request.newest();
        // With the context of a wait, so that the request is observed as a part of it.
        ContextView context = poll.listeners().get(0).sink().contextView();
        Mono<T> get = Mono.defer(() -> this.source.get().apply(poll.id())).contextWrite(context);
        return () -> request.send(
                get, state -> onResponse(request, poll, state), failure -> onFailure(request, poll, failure));
    }

    private Runnable pageRequest(PollRequest<T> request, SharedPages<T> pages) {
        Mono<PollSource.Page<T>> get = pages.get(request);
        return () -> request.send(
                get,
                page -> settle(request, (notifications, now) -> pages.onPage(request, page, now, notifications)),
                failure -> settle(request, (notifications, now) -> {
                    this.rateLimiter.pauseIfRateLimited(failure, now);
                    pages.onFailure(request, failure, now);
                }));
    }

    private void onResponse(PollRequest<T> request, Poll<T> poll, T state) {
        settle(request, (notifications, now) -> {
            if (!this.polls.contains(poll)) {
                // A concurrent read was faster.
                return;
            }
            if (state.isTerminal()) {
                this.polls.remove(poll);
                notifications.add(poll.complete(state));
            } else {
                this.polls.change(poll, () -> poll.onResponse(state, now, Poll.jitter()));
                notifications.add(poll.next(state));
            }
            if (logger.isDebugEnabled()) {
                logger.debug(this.source.noun() + " " + poll.id() + " is " + state.statusText());
            }
        });
    }

    private void onFailure(PollRequest<T> request, Poll<T> poll, Throwable failure) {
        settle(request, (notifications, now) -> {
            this.rateLimiter.pauseIfRateLimited(failure, now);
            if (!this.polls.contains(poll)) {
                return;
            }
            if (poll.tolerates(failure)) {
                this.polls.change(poll, () -> poll.onFailure(false, now, Poll.jitter()));
                logger.debug("Polling " + this.source.noun() + " " + poll.id() + " failed; retrying: "
                        + Redaction.ofMessage(failure));
            } else {
                this.polls.remove(poll);
                notifications.add(poll.error(failure));
            }
        });
    }

    /** Handle a response, unless its request has become obsolete, and then notify listeners. */
    private void settle(PollRequest<T> request, ObjLongConsumer<List<Runnable>> handler) {
        List<Runnable> notifications = new ArrayList<>();
        synchronized (this.lock) {
            if (!this.inFlight.remove(request)) {
                return;
            }
            handler.accept(notifications, this.clock.nanos());
            schedule();
        }
        notifications.forEach(Runnable::run);
    }
}
