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
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.http.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NavigableSet;
import java.util.Queue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks for several at once, by pages of the list in which they are. */
final class SharedPages<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(SharedPages.class);

    private static final long WITHOUT_PAGES = Duration.ofMinutes(1).toNanos();

    /** What may pass need not do so soon. */
    private static final int MOST_FAILURES = 2;

    private final PollSource.Listing<T> list;

    private final Polls<T> polls;

    /** What pages had no room for, the newest of each. */
    private final Queue<Poll<T>> leftOut = new ArrayDeque<>();

    /** What the last page was to end with. */
    private @Nullable Poll<T> reached;

    private final UndatedPollLookup search = new UndatedPollLookup();

    /** In a row. */
    private int failures;

    private long againAt;

    SharedPages(PollSource.Listing<T> list, Polls<T> polls) {
        this.list = list;
        this.polls = polls;
    }

    /**
     * Looks for what to ask for when this one is due. Pages follow each other from the newest to the oldest, so that none
     * has on it what another has just told.
     *
     * @return several, or the one that is to be asked for singly
     */
    PollWindow<T> next(Poll<T> due, long now) {
        if (now < this.againAt) {
            return PollWindow.single(due);
        }
        if (due.createdAt() == null && due.mayBeOnPage() && this.search.begin(this.polls.undated(), now)) {
            return PollWindow.search(due, this.search.createdBefore());
        }
        return due.mayBeListed() ? following(due, now) : PollWindow.single(due);
    }

    private PollWindow<T> following(Poll<T> due, long now) {
        Poll<T> begin = nextLeftOut(now);
        if (begin == null) {
            begin = nextDue(this.reached, now);
        }
        if (begin == null) {
            this.reached = null;
            begin = nextDue(null, now);
        }
        PollWindow<T> window = PollWindow.from(begin == null ? due : begin, this.polls.dated(), now);
        if (this.reached == null || Poll.<T>byCreation().compare(window.oldest(), this.reached) > 0) {
            this.reached = window.oldest();
        }
        return window;
    }

    private @Nullable Poll<T> nextLeftOut(long now) {
        Poll<T> next = this.leftOut.poll();
        while (next != null && !(this.polls.contains(next) && isDue(next, now))) {
            next = this.leftOut.poll();
        }
        return next;
    }

    private @Nullable Poll<T> nextDue(@Nullable Poll<T> reached, long now) {
        NavigableSet<Poll<T>> dated = this.polls.dated();
        for (Poll<T> poll : reached == null ? dated : dated.tailSet(reached, false)) {
            if (isDue(poll, now)) {
                return poll;
            }
        }
        return null;
    }

    private static boolean isDue(Poll<?> poll, long now) {
        return poll.due() <= now && PollWindow.isNearlyDue(poll, now) && poll.isWanted();
    }

    Mono<PollPage<T>> get(PollWindow<T> window) {
        return Mono.defer(() -> this.list.page().get(window.createdAfter(), window.createdBefore()));
    }

    void read(InFlightPoll<T> ask, PollPage<T> page, long now, PendingNotifications<T> deliveries) {
        this.failures = 0;
        PollPageHandler<T> reading = new PollPageHandler<>(this.polls, this.list.complete(), page);
        if (isSearch(ask)) {
            this.search.found(reading.undated(), page, now);
        }
        Poll<T> leftOut = reading.read(ask, now, Poll.jitter(), deliveries);
        if (leftOut != null) {
            this.leftOut.add(leftOut);
        }
    }

    private static boolean isSearch(InFlightPoll<?> ask) {
        return ask.window().createdAfter() == null;
    }

    /** When nobody is left, no answer comes any more. */
    void stop() {
        this.search.stop();
        this.leftOut.clear();
        this.reached = null;
    }

    /** What is wrong with a page need not be wrong with what is asked for singly. */
    void failed(InFlightPoll<T> ask, Throwable failure, long now) {
        boolean passes = failure instanceof RateLimitException
                || RetryPolicy.isTransient(failure) && ++this.failures <= MOST_FAILURES;
        if (isSearch(ask)) {
            this.search.stop();
        }
        if (!passes) {
            this.failures = 0;
            this.againAt = now + WITHOUT_PAGES;
        }
        double jitter = Poll.jitter();
        ask.polls().stream()
                .filter(poll -> poll.ask() == ask && this.polls.contains(poll))
                .forEach(poll ->
                        this.polls.change(poll, passes ? () -> poll.failed(true, now, jitter) : poll::unanswered));
        logger.debug("A page could not be asked for"
                + (passes ? " now: " : ", and is not for a minute; all are asked for singly: ") + failure.getMessage());
    }
}
