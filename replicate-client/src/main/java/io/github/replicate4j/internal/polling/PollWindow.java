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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time of creation of which one page tells how several stand.
 *
 * @param polls those that are asked for, the newest first
 * @param createdAfter its beginning, or {@code null} if there is none
 * @param createdBefore its end, or {@code null} if there is none
 * @param isPage whether it is asked for by a page, and not singly
 */
record PollWindow<T extends LongRunningTask>(
        List<Poll<T>> polls,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        boolean isPage) {

    /** How many one page holds. */
    private static final int SIZE = 100;

    /** What is worth a page. */
    private static final int FEWEST = 3;

    /** Replicate may know times more exactly than it tells them. */
    static final Duration MARGIN = Duration.ofMillis(1);

    static <T extends LongRunningTask> PollWindow<T> single(Poll<T> poll) {
        return new PollWindow<>(List.of(poll), null, null, false);
    }

    /** For one that may be anywhere before. */
    static <T extends LongRunningTask> PollWindow<T> search(Poll<T> poll, @Nullable Instant createdBefore) {
        return new PollWindow<>(List.of(poll), null, createdBefore, true);
    }

    /**
     * Looks for what fits on a page with one that is due, of what is so as well, or will be soon: of what is older, and if
     * that leaves room, of what is newer. That counts only if it was to be asked for at about the same time: where many
     * wait, it has been asked for with the page before.
     */
    static <T extends LongRunningTask> PollWindow<T> from(Poll<T> due, NavigableSet<Poll<T>> dated, long now) {
        List<Poll<T>> older = dated.tailSet(due, true).stream().limit(SIZE).toList();
        int room = SIZE - 1 - last(older, now);
        Poll<T> newest = dated.headSet(due, false).descendingSet().stream()
                .limit(room)
                .filter(poll -> isNearlyDue(poll, due.due()))
                .reduce(due, (before, after) -> after);
        List<Poll<T>> polls = dated.tailSet(newest, true).stream()
                .limit(SIZE)
                .filter(poll -> isNearlyDue(poll, now))
                .toList();
        return polls.size() < FEWEST ? single(due) : page(polls);
    }

    private static <T extends LongRunningTask> PollWindow<T> page(List<Poll<T>> polls) {
        Instant newest = Objects.requireNonNull(polls.get(0).createdAt());
        Instant oldest = Objects.requireNonNull(polls.get(polls.size() - 1).createdAt());
        return new PollWindow<>(polls, oldest.minus(MARGIN), newest.plus(MARGIN), true);
    }

    private static <T extends LongRunningTask> int last(List<Poll<T>> polls, long now) {
        int last = polls.size() - 1;
        while (last > 0 && !isNearlyDue(polls.get(last), now)) {
            last--;
        }
        return last;
    }

    /** Whether it could be on the next page. */
    static boolean isNearlyDue(Poll<?> poll, long now) {
        return poll.ask() == null && poll.mayBeListed() && poll.isNearlyDue(now);
    }

    Poll<T> newest() {
        return this.polls.get(0);
    }

    Poll<T> oldest() {
        return this.polls.get(this.polls.size() - 1);
    }
}
