/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates all polls whose tasks are on a page, including those for which the page was not requested. */
final class PollPageHandler<T extends LongRunningTask> {

    private final Polls<T> polls;

    private final PollSource.Listing<T> listing;

    private final PollRequest<T> request;

    private final PollSource.Page<T> page;

    PollPageHandler(Polls<T> polls, PollSource.Listing<T> listing, PollRequest<T> request, PollSource.Page<T> page) {
        this.polls = polls;
        this.listing = listing;
        this.request = request;
        this.page = page;
    }

    /** Return how many polls on the page have an unknown creation time. */
    int undatedCount() {
        return (int) this.page.results().stream()
                .map(task -> this.polls.get(task.id()))
                .filter(poll -> poll != null && poll.createdAt() == null)
                .count();
    }

    /**
     * Update the polls.
     *
     * @return the newest poll for which the page had no room, or {@code null} if there is none
     */
    @Nullable
    Poll<T> handle(long now, double jitter, List<Runnable> notifications) {
        Map<Poll<T>, T> unfinished = new HashMap<>();
        boolean changed = false;
        for (Map.Entry<Poll<T>, T> entry : findPolls().entrySet()) {
            Poll<T> poll = entry.getKey();
            T state = entry.getValue();
            changed |= poll.isChange(state);
            if (!state.isTerminal()) {
                unfinished.put(poll, state);
            } else if (this.listing.isUsable(state, poll.requiresAllFields())) {
                this.polls.remove(poll);
                notifications.add(poll.complete(state));
            } else {
                this.polls.change(poll, poll::requireSingleRequest);
            }
        }
        update(unfinished, changed, now, jitter);
        unfinished.forEach((poll, state) -> notifications.add(poll.next(state)));
        return handleAbsent();
    }

    /** Skips polls that are part of another request in flight: its response updates them. */
    private Map<Poll<T>, T> findPolls() {
        Map<Poll<T>, T> found = new LinkedHashMap<>();
        Set<Poll<T>> requested = new HashSet<>(this.request.polls());
        for (T task : this.page.results()) {
            Poll<T> poll = this.polls.get(task.id());
            if (poll != null && poll.acceptsPages() && (!poll.isInFlight() || requested.contains(poll))) {
                found.put(poll, task);
            }
        }
        return found;
    }

    /** Predictions created together tend to finish together, so a change resets the backoff of all. */
    private void update(Map<Poll<T>, T> unfinished, boolean changed, long now, double jitter) {
        double backoff = changed
                ? 1
                : unfinished.keySet().stream()
                        .mapToDouble(Poll::nextBackoffOnPages)
                        .min()
                        .orElse(1);
        unfinished.forEach((poll, state) -> this.polls.change(poll, () -> poll.onPage(state, backoff, now, jitter)));
    }

    private @Nullable Poll<T> handleAbsent() {
        Poll<T> newest = null;
        for (Poll<T> poll : this.request.polls()) {
            if (!poll.isInFlight() || !this.polls.contains(poll)) {
                continue;
            }
            if (poll.isPageable() && isExpected(poll)) {
                this.polls.change(poll, poll::onOmission);
            } else {
                this.polls.change(poll, poll::onNoResult);
                newest = newest == null ? poll : newest;
            }
        }
        return newest;
    }

    /** Return whether the page should contain the task. A full page may lack the oldest tasks. */
    private boolean isExpected(Poll<T> poll) {
        Instant createdAt = poll.createdAt();
        Instant newest = this.request.newest().createdAt();
        Instant oldest = oldestOnPage();
        return !this.page.hasMore()
                || createdAt == null
                || newest == null
                || oldest == null
                || !createdAt.isBefore(newest)
                || createdAt.isAfter(oldest);
    }

    private @Nullable Instant oldestOnPage() {
        int size = this.page.results().size();
        return size == 0 ? null : this.page.results().get(size - 1).createdAt();
    }
}
