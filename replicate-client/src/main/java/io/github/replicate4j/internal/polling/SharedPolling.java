/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.reactive.MonotonicClock;
import io.github.replicate4j.internal.reactive.OneShotTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Asks for all who wait: first soon, then ever less often, and soon again when the status changes. Where several wait for
 * what was created at about the same time, one page of the list answers for all of them.
 *
 * <p>The requests are its own: who leaves takes nothing away from others.
 *
 * @param <T> what is waited for
 */
public final class SharedPolling<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(SharedPolling.class);

    private static final int MOST_ASKS_AT_ONCE = 32;

    private final PollSource<T> source;

    private final MonotonicClock clock;

    private final PollRateLimiter budget;

    private final CreationTimes creations;

    /** Nobody is told anything while it is held. */
    private final Object lock = new Object();

    private final Polls<T> polls = new Polls<>();

    private final Set<InFlightPoll<T>> asks = new HashSet<>();

    private final OneShotTimer alarm;

    private final @Nullable SharedPages<T> pages;

    private final PollPermit turn;

    SharedPolling(PollSource<T> source, MonotonicClock clock, PollRateLimiter budget, CreationTimes creations) {
        this.source = source;
        this.clock = clock;
        this.budget = budget;
        this.creations = creations;
        this.pages = source.list() == null ? null : new SharedPages<>(source.list(), this.polls);
        this.turn = new PollPermit(budget);
        this.alarm = new OneShotTimer(clock::nanos, this::ask);
    }

    /**
     * Watches as often as seems right at each time.
     *
     * @param everyState whether each state matters, or only the end
     * @param interval how long after an answer is asked again, for as long as the answers are new
     */
    public Flux<T> watch(String id, @Nullable T latest, boolean everyState, Supplier<Duration> interval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        Flux<T> states = Flux.defer(() -> Flux.<T>create(
                        sink -> join(id, latest, new PollListener<>(sink, everyState, interval)),
                        FluxSink.OverflowStrategy.LATEST)
                // One that is slow is not to keep the others of a page.
                .publishOn(Schedulers.parallel(), 1)
                // An answer that comes as somebody leaves is no error, but would be logged as one.
                .contextWrite(DroppedErrors::quiet));
        return latest == null ? states : states.startWith(latest);
    }

    private void join(String id, @Nullable T latest, PollListener<T> listener) {
        synchronized (this.lock) {
            Poll<T> known = this.polls.get(id);
            Poll<T> poll = known == null ? new Poll<>(id, this.creations.of(id)) : known;
            this.polls.change(poll, () -> poll.join(listener, latest, this.clock.nanos(), Poll.jitter()));
            plan();
        }
        listener.sink().onRequest(count -> wanted(id));
        listener.sink().onDispose(() -> leave(id, listener));
    }

    private void wanted(String id) {
        synchronized (this.lock) {
            this.polls.resume(id);
            plan();
        }
    }

    private void leave(String id, PollListener<T> listener) {
        List<InFlightPoll<T>> unwanted = new ArrayList<>();
        synchronized (this.lock) {
            Poll<T> poll = this.polls.get(id);
            if (poll == null || !poll.leave(listener) || !poll.listeners().isEmpty()) {
                return;
            }
            this.polls.remove(poll);
            InFlightPoll<T> ask = poll.ask();
            if (ask != null && !ask.window().isPage()) {
                unwanted.add(ask);
            }
            if (this.polls.isEmpty()) {
                unwanted.addAll(this.asks);
                if (this.pages != null) {
                    this.pages.stop();
                }
            }
            unwanted.forEach(this.asks::remove);
            plan();
        }
        unwanted.forEach(InFlightPoll::dispose);
    }

    /** Sets the alarm to when there is something to do. */
    private void plan() {
        Poll<T> next = this.polls.next();
        if (next == null || this.asks.size() >= MOST_ASKS_AT_ONCE) {
            this.alarm.cancel();
        } else {
            this.alarm.schedule(this.turn.earliest(next.due()));
        }
    }

    private void ask() {
        List<Runnable> requests = new ArrayList<>();
        synchronized (this.lock) {
            long now = this.clock.nanos();
            Poll<T> next = nextDue(now);
            while (next != null && this.asks.size() < MOST_ASKS_AT_ONCE && this.turn.take(now)) {
                requests.add(ask(next, now));
                next = nextDue(now);
            }
            plan();
        }
        requests.forEach(Runnable::run);
    }

    private @Nullable Poll<T> nextDue(long now) {
        Poll<T> next = this.polls.next();
        while (next != null && !next.isWanted()) {
            this.polls.suspend(next);
            next = this.polls.next();
        }
        return next == null || next.due() > now ? null : next;
    }

    private Runnable ask(Poll<T> due, long now) {
        SharedPages<T> pages = this.pages;
        PollWindow<T> window = pages == null ? PollWindow.single(due) : pages.next(due, now);
        InFlightPoll<T> ask = begin(new InFlightPoll<>(window));
        return pages != null && window.isPage()
                ? askForPage(ask, pages)
                : askSingly(ask, window.polls().get(0));
    }

    private Runnable askSingly(InFlightPoll<T> ask, Poll<T> poll) {
        // Seen as part of what is done about it by whoever waits for it.
        ContextView around = poll.listeners().get(0).sink().contextView();
        Mono<T> get = Mono.defer(() -> this.source.get().apply(poll.id())).contextWrite(around);
        return () -> ask.send(get, answer -> answered(ask, poll, answer), failure -> failed(ask, poll, failure));
    }

    private Runnable askForPage(InFlightPoll<T> ask, SharedPages<T> pages) {
        Mono<PollPage<T>> get = pages.get(ask.window());
        return () -> ask.send(
                get,
                page -> settle(ask, (deliveries, now) -> pages.read(ask, page, now, deliveries)),
                failure -> settle(ask, (deliveries, now) -> {
                    this.budget.heed(failure, now);
                    pages.failed(ask, failure, now);
                }));
    }

    private InFlightPoll<T> begin(InFlightPoll<T> ask) {
        this.asks.add(ask);
        ask.polls().forEach(poll -> this.polls.change(poll, () -> poll.asked(ask)));
        return ask;
    }

    private void answered(InFlightPoll<T> ask, Poll<T> poll, T watched) {
        settle(ask, (deliveries, now) -> {
            if (watched.isTerminal()) {
                this.polls.remove(poll);
                deliveries.end(poll, watched);
            } else {
                this.polls.change(poll, () -> poll.answered(watched, now, Poll.jitter()));
                deliveries.state(poll, watched);
            }
            if (logger.isDebugEnabled()) {
                logger.debug(this.source.noun() + " " + poll.id() + " is " + watched.statusText());
            }
        });
    }

    private void failed(InFlightPoll<T> ask, Poll<T> poll, Throwable failure) {
        settle(ask, (deliveries, now) -> {
            this.budget.heed(failure, now);
            if (poll.survives(failure)) {
                this.polls.change(poll, () -> poll.failed(false, now, Poll.jitter()));
                logger.debug(
                        this.source.noun() + " " + poll.id() + " could not be asked for now: " + failure.getMessage());
            } else {
                this.polls.remove(poll);
                deliveries.failure(poll, failure);
            }
        });
    }

    /** An answer that nobody wants any more is not looked at. */
    private void settle(InFlightPoll<T> ask, ObjLongConsumer<PendingNotifications<T>> settlement) {
        PendingNotifications<T> deliveries = new PendingNotifications<>();
        synchronized (this.lock) {
            if (!this.asks.remove(ask)) {
                return;
            }
            settlement.accept(deliveries, this.clock.nanos());
            plan();
        }
        deliveries.handOver();
    }
}
