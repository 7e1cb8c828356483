/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.internal.support.Redaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Polls many tasks with few requests, by pages of the list that contains them. Not safe for concurrent use. */
final class SharedPages<T extends LongRunningTask> {

    private static final Log logger = LogFactory.getLog(SharedPages.class);

    /** How long to use single requests only, after pages failed. */
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    /** In a row, for failures that may be temporary. */
    private static final int TOLERATED_FAILURES = 2;

    private final PollSource.Listing<T> listing;

    private final Polls<T> polls;

    /** The newest poll of each full page that had no room for it. */
    private final Queue<Poll<T>> overflow = new ArrayDeque<>();

    /** Oldest poll covered by the current sweep from the newest to the oldest. */
    private @Nullable Poll<T> sweptTo;

    private final UndatedPollLookup lookup = new UndatedPollLookup();

    private int failuresInARow;

    private long resumeAt;

    SharedPages(PollSource.Listing<T> listing, Polls<T> polls) {
        this.listing = listing;
        this.polls = polls;
    }

    /**
     * Choose the next request when a poll is due. Pages follow each other from the newest tasks to the oldest, so that they do
     * not overlap.
     *
     * @return request for a page, or for one task if pages are of no use
     */
    PollRequest<T> next(Poll<T> due, long now) {
        if (now < this.resumeAt) {
            return PollRequest.single(due);
        }
        if (due.createdAt() == null && due.acceptsPages() && this.lookup.tryStart(this.polls.undatedCount(), now)) {
            return PollRequest.lookup(due, this.lookup.createdBefore());
        }
        return due.isPageable() ? nextOfSweep(due, now) : PollRequest.single(due);
    }

    private PollRequest<T> nextOfSweep(Poll<T> due, long now) {
        Poll<T> first = nextOverflow(now);
        if (first == null) {
            first = nextDue(this.sweptTo, now);
        }
        if (first == null) {
            this.sweptTo = null;
            first = nextDue(null, now);
        }
        PollRequest<T> request = PollRequest.page(first == null ? due : first, this.polls.newestFirst(), now);
        if (this.sweptTo == null || Poll.<T>newestFirst().compare(request.oldest(), this.sweptTo) > 0) {
            this.sweptTo = request.oldest();
        }
        return request;
    }

    private @Nullable Poll<T> nextOverflow(long now) {
        Poll<T> next = this.overflow.poll();
        while (next != null && !(this.polls.contains(next) && isDue(next, now))) {
            next = this.overflow.poll();
        }
        return next;
    }

    private @Nullable Poll<T> nextDue(@Nullable Poll<T> sweptTo, long now) {
        NavigableSet<Poll<T>> newestFirst = this.polls.newestFirst();
        for (Poll<T> poll : sweptTo == null ? newestFirst : newestFirst.tailSet(sweptTo, false)) {
            if (isDue(poll, now)) {
                return poll;
            }
        }
        return null;
    }

    private static boolean isDue(Poll<?> poll, long now) {
        return poll.dueAt() <= now && poll.fitsNextPage(now) && poll.hasDemand();
    }

    Mono<PollSource.Page<T>> get(PollRequest<T> request) {
        return Mono.defer(() -> this.listing.pages().get(request.createdAfter(), request.createdBefore()));
    }

    void onPage(PollRequest<T> request, PollSource.Page<T> page, long now, List<Runnable> notifications) {
        this.failuresInARow = 0;
        PollPageHandler<T> handler = new PollPageHandler<>(this.polls, this.listing, request, page);
        if (request.isLookup()) {
            this.lookup.onPage(page, handler.undatedCount(), now);
        }
        Poll<T> absent = handler.handle(now, Poll.jitter(), notifications);
        if (absent != null) {
            this.overflow.add(absent);
        }
    }

    /** A failure of a page does not mean that single requests fail, so it never fails a wait. */
    void onFailure(PollRequest<T> request, Throwable failure, long now) {
        boolean retry = failure instanceof RateLimitException
                || RetryPolicy.isTransient(failure) && ++this.failuresInARow <= TOLERATED_FAILURES;
        if (request.isLookup()) {
            this.lookup.reset();
        }
        if (!retry) {
            this.failuresInARow = 0;
            this.resumeAt = now + PAUSE;
        }
        double jitter = Poll.jitter();
        request.polls().stream()
                .filter(poll -> poll.isInFlight() && this.polls.contains(poll))
                .forEach(poll ->
                        this.polls.change(poll, retry ? () -> poll.onFailure(true, now, jitter) : poll::onNoResult));
        logger.debug("Polling by page failed; "
                + (retry ? "retrying: " : "using single requests for a minute: ")
                + Redaction.ofMessage(failure));
    }

    /** Forget all progress, because no polls are left and pages in flight are cancelled. */
    void reset() {
        this.lookup.reset();
        this.overflow.clear();
        this.sweptTo = null;
    }
}
