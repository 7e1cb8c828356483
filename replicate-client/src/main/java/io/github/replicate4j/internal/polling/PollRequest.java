/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** A request for the state of one task, or for a page of tasks that were created within a range of time. */
final class PollRequest<T extends LongRunningTask> {

    /** Number of entries of a full page. */
    private static final int PAGE_SIZE = 100;

    /** For fewer tasks, single requests are used. */
    private static final int MIN_POLLS_PER_PAGE = 3;

    /** Replicate may store times with a higher precision than it returns. */
    static final Duration MARGIN = Duration.ofMillis(1);

    private final List<Poll<T>> polls;

    private final boolean page;

    private final @Nullable Instant createdAfter;

    private final @Nullable Instant createdBefore;

    private final Disposable.Swap subscription = Disposables.swap();

    private PollRequest(
            List<Poll<T>> polls, boolean page, @Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        this.polls = polls;
        this.page = page;
        this.createdAfter = createdAfter;
        this.createdBefore = createdBefore;
    }

    static <T extends LongRunningTask> PollRequest<T> single(Poll<T> poll) {
        return new PollRequest<>(List.of(poll), false, null, null);
    }

    /** Request a page that may contain a task with an unknown creation time. */
    static <T extends LongRunningTask> PollRequest<T> lookup(Poll<T> poll, @Nullable Instant createdBefore) {
        return new PollRequest<>(List.of(poll), true, null, createdBefore);
    }

    /**
     * Request a page for a poll that is due and others that are due or will be soon: older ones, and if the page has room,
     * newer ones that were due at about the same time. Other newer ones were part of the previous page.
     *
     * @return request for a page, or for the one task if too few fit on the page
     */
    static <T extends LongRunningTask> PollRequest<T> page(Poll<T> due, NavigableSet<Poll<T>> newestFirst, long now) {
        List<Poll<T>> older =
                newestFirst.tailSet(due, true).stream().limit(PAGE_SIZE).toList();
        int room = PAGE_SIZE - 1 - lastFitting(older, now);
        Poll<T> newest = newestFirst.headSet(due, false).descendingSet().stream()
                .limit(room)
                .filter(poll -> poll.fitsNextPage(due.dueAt()))
                .reduce(due, (previous, newer) -> newer);
        List<Poll<T>> polls = newestFirst.tailSet(newest, true).stream()
                .limit(PAGE_SIZE)
                .filter(poll -> poll.fitsNextPage(now))
                .toList();
        return polls.size() < MIN_POLLS_PER_PAGE ? single(due) : page(polls);
    }

    private static <T extends LongRunningTask> PollRequest<T> page(List<Poll<T>> polls) {
        Instant newest = Objects.requireNonNull(polls.get(0).createdAt());
        Instant oldest = Objects.requireNonNull(polls.get(polls.size() - 1).createdAt());
        return new PollRequest<>(polls, true, oldest.minus(MARGIN), newest.plus(MARGIN));
    }

    private static <T extends LongRunningTask> int lastFitting(List<Poll<T>> polls, long now) {
        int last = polls.size() - 1;
        while (last > 0 && !polls.get(last).fitsNextPage(now)) {
            last--;
        }
        return last;
    }

    /** Return the polls for which the request is made, newest first. */
    List<Poll<T>> polls() {
        return this.polls;
    }

    Poll<T> newest() {
        return this.polls.get(0);
    }

    Poll<T> oldest() {
        return this.polls.get(this.polls.size() - 1);
    }

    boolean isPage() {
        return this.page;
    }

    /** Return whether this is a page that may contain a task with an unknown creation time. */
    boolean isLookup() {
        return this.page && this.createdAfter == null;
    }

    @Nullable
    Instant createdAfter() {
        return this.createdAfter;
    }

    @Nullable
    Instant createdBefore() {
        return this.createdBefore;
    }

    /** Send the request, unless it has been disposed. */
    <A> void send(Mono<A> response, Consumer<A> onResponse, Consumer<Throwable> onFailure) {
        if (!this.subscription.isDisposed()) {
            this.subscription.update(response.subscribe(onResponse, onFailure));
        }
    }

    /** Cancel the request. */
    void dispose() {
        this.subscription.dispose();
    }
}
