/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.completion.LongRunningTask;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All polls, indexed by id, by due time and by creation time. Not safe for concurrent use. */
final class Polls<T extends LongRunningTask> {

    private static final int MAX_PLACEHOLDERS = 10_000;

    private final Map<String, Poll<T>> byId = new HashMap<>();

    /** Polls without a request in flight and without suspension. */
    private final NavigableSet<Poll<T>> queue = new TreeSet<>(Poll.byDueTime());

    private final NavigableSet<Poll<T>> newestFirst = new TreeSet<>(Poll.newestFirst());

    /** Take the places of removed polls in the order of creation, because their tasks still take up room on pages. By id. */
    private final Map<String, Poll<T>> placeholders = new LinkedHashMap<>();

    @Nullable
    Poll<T> get(String id) {
        return this.byId.get(id);
    }

    boolean contains(Poll<T> poll) {
        return this.byId.get(poll.id()) == poll;
    }

    boolean isEmpty() {
        return this.byId.isEmpty();
    }

    /** Return the poll that is due next. */
    @Nullable
    Poll<T> next() {
        return this.queue.isEmpty() ? null : this.queue.first();
    }

    /** Return the number of polls with an unknown creation time. */
    int undatedCount() {
        return this.byId.size() - (this.newestFirst.size() - this.placeholders.size());
    }

    /** Return the polls with a known creation time and the placeholders of removed ones, newest first. */
    NavigableSet<Poll<T>> newestFirst() {
        return this.newestFirst;
    }

    /** Add or change a poll. Changing it in any other way would corrupt the order. */
    void change(Poll<T> poll, Runnable change) {
        unlink(poll);
        change.run();
        this.byId.put(poll.id(), poll);
        if (poll.createdAt() != null) {
            removePlaceholder(poll.id());
            this.newestFirst.add(poll);
        }
        if (!poll.isInFlight()) {
            this.queue.add(poll);
        }
    }

    /** Take a poll out of the queue until its listeners request more. */
    void suspend(Poll<T> poll) {
        this.queue.remove(poll);
    }

    /** Put a suspended poll back into the queue. */
    void resume(String id) {
        Poll<T> poll = this.byId.get(id);
        if (poll != null && !poll.isInFlight()) {
            this.queue.add(poll);
        }
    }

    void remove(Poll<T> poll) {
        unlink(poll);
        if (poll.createdAt() != null) {
            Poll<T> placeholder = poll.placeholder();
            this.newestFirst.add(placeholder);
            this.placeholders.put(poll.id(), placeholder);
        }
        if (this.placeholders.size() > MAX_PLACEHOLDERS) {
            removePlaceholder(this.placeholders.keySet().iterator().next());
        }
        while (!this.newestFirst.isEmpty()
                && this.placeholders.containsKey(this.newestFirst.last().id())) {
            removePlaceholder(this.newestFirst.last().id());
        }
    }

    private void removePlaceholder(String id) {
        Poll<T> placeholder = this.placeholders.remove(id);
        if (placeholder != null) {
            this.newestFirst.remove(placeholder);
        }
    }

    private void unlink(Poll<T> poll) {
        this.byId.remove(poll.id());
        this.queue.remove(poll);
        this.newestFirst.remove(poll);
    }
}
