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

package io.github.replicate4j.waiting;

import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks for all who wait: first soon, then ever less often, and soon again when the status changes. Where several wait for
 * what was created at about the same time, one page of the list answers for all of them.
 *
 * <p>The requests are its own: who leaves takes nothing away from others.
 *
 * @param <T> what is waited for
 */
final class SharedPolling<T extends Watched> {

    private static final Log logger = LogFactory.getLog(SharedPolling.class);

    private static final int MOST_ASKS_AT_ONCE = 32;

    private static final long WITHOUT_PAGES = Duration.ofMinutes(1).toNanos();

    /** Where Replicate asks to wait, but does not say how long. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PollSource<T> source;

    private final SteadyClock clock;

    private final PollBudget budget;

    private final Creations creations;

    /** Nobody is told anything while it is held. */
    private final Object lock = new Object();

    private final Polls<T> polls = new Polls<>();

    private final Set<Ask<T>> asks = new HashSet<>();

    private final Alarm alarm;

    /** A place in the budget that is not used yet. */
    private @Nullable Long place;

    private long pagesAgainAt;

    SharedPolling(PollSource<T> source, SteadyClock clock, PollBudget budget, Creations creations) {
        this.source = source;
        this.clock = clock;
        this.budget = budget;
        this.creations = creations;
        this.alarm = new Alarm(clock, this::ask);
    }

    /**
     * Watches as often as seems right at each time.
     *
     * @param everyState whether each state matters, or only the end
     * @param interval how long after an answer is asked again, for as long as the answers are new
     */
    Flux<T> watch(String id, @Nullable T latest, boolean everyState, Supplier<Duration> interval) {
        if (latest != null && latest.isTerminal()) {
            return Flux.just(latest);
        }
        Flux<T> states = Flux.defer(() -> Flux.<T>create(
                        sink -> join(id, latest, new Listener<>(sink, everyState, interval)),
                        FluxSink.OverflowStrategy.LATEST)
                // One that is slow is not to keep the others of a page.
                .publishOn(Schedulers.parallel(), 1));
        return latest == null ? states : states.startWith(latest);
    }

    private void join(String id, @Nullable T latest, Listener<T> listener) {
        synchronized (this.lock) {
            Poll<T> known = this.polls.get(id);
            Poll<T> poll = known == null ? new Poll<>(id, this.creations.of(id)) : known;
            this.polls.change(poll, () -> poll.join(listener, latest, this.clock.nanos(), jitter()));
            plan();
        }
        listener.sink().onDispose(() -> leave(id, listener));
    }

    private void leave(String id, Listener<T> listener) {
        List<Ask<T>> unwanted = new ArrayList<>();
        synchronized (this.lock) {
            Poll<T> poll = this.polls.get(id);
            if (poll == null || !poll.leave(listener) || !poll.listeners().isEmpty()) {
                return;
            }
            this.polls.remove(poll);
            Ask<T> ask = poll.ask();
            if (ask != null && ask.window() == null) {
                unwanted.add(ask);
            }
            if (this.polls.isEmpty()) {
                unwanted.addAll(this.asks);
            }
            unwanted.forEach(this.asks::remove);
            plan();
        }
        unwanted.forEach(Ask::dispose);
    }

    /** Sets the alarm to when there is something to do. */
    private void plan() {
        Poll<T> next = this.polls.next();
        if (next == null || this.asks.size() >= MOST_ASKS_AT_ONCE) {
            this.alarm.stop();
        } else {
            this.alarm.set(this.place == null ? next.due() : Math.max(next.due(), this.place));
        }
    }

    private void ask(int alarm) {
        List<Runnable> requests = new ArrayList<>();
        synchronized (this.lock) {
            this.alarm.rang(alarm);
            long now = this.clock.nanos();
            Poll<T> next = this.polls.next();
            while (next != null && next.due() <= now && this.asks.size() < MOST_ASKS_AT_ONCE && mayAsk(now)) {
                requests.add(ask(next, now));
                next = this.polls.next();
            }
            plan();
        }
        requests.forEach(Runnable::run);
    }

    private boolean mayAsk(long now) {
        if (this.place == null || this.budget.lost(this.place)) {
            this.place = this.budget.reserve(now);
        }
        if (this.place > now) {
            return false;
        }
        this.place = null;
        return true;
    }

    private Runnable ask(Poll<T> first, long now) {
        PollSource.Listing<T> list = this.source.list();
        if (list != null && now >= this.pagesAgainAt && first.mayBeListed()) {
            PollWindow<T> window = PollWindow.around(first, this.polls.dated(), now);
            if (window.isWorthwhile()) {
                Ask<T> ask = begin(Ask.page(window));
                Mono<PollPage<T>> page =
                        Mono.defer(() -> list.page().get(window.createdAfter(), window.createdBefore()));
                return () -> ask.send(
                        page, answer -> read(ask, window, list, answer), failure -> failed(ask, window, failure));
            }
        }
        Ask<T> ask = begin(Ask.single(first));
        // Seen as part of what is done about this prediction by whoever waits for it.
        Mono<T> get = Mono.defer(() -> this.source.get().apply(first.id()))
                .contextWrite(first.listeners().get(0).sink().contextView());
        return () -> ask.send(get, answer -> answered(ask, first, answer), failure -> failed(ask, first, failure));
    }

    private Ask<T> begin(Ask<T> ask) {
        this.asks.add(ask);
        ask.polls().forEach(poll -> this.polls.change(poll, () -> poll.asked(ask)));
        return ask;
    }

    private void answered(Ask<T> ask, Poll<T> poll, T watched) {
        Deliveries<T> deliveries = new Deliveries<>();
        settle(ask, deliveries, now -> {
            if (watched.isTerminal()) {
                this.polls.remove(poll);
                deliveries.end(poll, watched);
            } else {
                this.polls.change(poll, () -> poll.answered(watched, now, jitter()));
                deliveries.state(poll, watched);
            }
            logger.debug(this.source.noun() + " " + poll.id() + " is " + watched.statusText());
        });
    }

    private void failed(Ask<T> ask, Poll<T> poll, Throwable failure) {
        Deliveries<T> deliveries = new Deliveries<>();
        settle(ask, deliveries, now -> {
            heed(failure, now);
            if (poll.survives(failure)) {
                this.polls.change(poll, () -> poll.failed(false, now, jitter()));
                logger.debug(
                        this.source.noun() + " " + poll.id() + " could not be asked for now: " + failure.getMessage());
            } else {
                this.polls.remove(poll);
                deliveries.failure(poll, failure);
            }
        });
    }

    private void read(Ask<T> ask, PollWindow<T> window, PollSource.Listing<T> list, PollPage<T> page) {
        Deliveries<T> deliveries = new Deliveries<>();
        settle(
                ask,
                deliveries,
                now -> new PageReading<>(this.polls, list.complete(), page)
                        .read(ask, window, now, jitter(), deliveries));
    }

    /** What is wrong with a page need not be wrong with what is asked for singly. */
    private void failed(Ask<T> ask, PollWindow<T> window, Throwable failure) {
        settle(ask, new Deliveries<>(), now -> {
            heed(failure, now);
            boolean passes = Transport.mayPass(failure);
            double jitter = jitter();
            if (!passes) {
                this.pagesAgainAt = now + WITHOUT_PAGES;
            }
            window.polls().stream()
                    .filter(poll -> poll.ask() == ask && this.polls.contains(poll))
                    .forEach(poll ->
                            this.polls.change(poll, passes ? () -> poll.failed(true, now, jitter) : poll::unanswered));
            logger.debug("A page of the list could not be asked for"
                    + (passes ? " now: " : ", which is not tried again for a minute: ") + failure.getMessage());
        });
    }

    private void heed(Throwable failure, long now) {
        if (failure instanceof RateLimitException limited) {
            Duration pause = limited.retryAfter() == null ? PAUSE : limited.retryAfter();
            this.budget.pause(now + pause.toNanos());
        }
    }

    /** What nobody wants any more is not looked at. */
    private void settle(Ask<T> ask, Deliveries<T> deliveries, LongConsumer what) {
        synchronized (this.lock) {
            if (!this.asks.remove(ask)) {
                return;
            }
            what.accept(this.clock.nanos());
            plan();
        }
        deliveries.handOver();
    }

    /** Never sooner than promised, and up to a fifth later, so that many waits do not ask at the same instant. */
    private static double jitter() {
        return ThreadLocalRandom.current().nextDouble(1, 1.2);
    }
}
