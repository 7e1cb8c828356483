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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;

/**
 * A time of creation of which one page tells how several stand.
 *
 * @param polls those that are asked for, the newest first
 */
record PollWindow<T extends Watched>(List<Poll<T>> polls) {

    /** How many one page holds. */
    private static final int SIZE = 100;

    /** What is worth a page. */
    private static final int FEWEST = 3;

    /** Replicate may know times more exactly than it tells them. */
    private static final Duration MARGIN = Duration.ofMillis(1);

    /**
     * Looks for the time that has most of those in it that are due, or will be soon. It begins with the one that is due
     * first if none is better.
     *
     * @return may be too few to be worth it
     */
    static <T extends Watched> PollWindow<T> around(Poll<T> first, NavigableSet<Poll<T>> dated, long now) {
        List<Poll<T>> newer = take(dated.headSet(first, false).descendingIterator());
        List<Poll<T>> older = take(dated.tailSet(first, false).iterator());
        List<Poll<T>> all = new ArrayList<>(newer.size() + 1 + older.size());
        for (int i = newer.size() - 1; i >= 0; i--) {
            all.add(newer.get(i));
        }
        all.add(first);
        all.addAll(older);
        int begin = best(all, newer.size(), now);
        return new PollWindow<>(all.subList(begin, Math.min(begin + SIZE, all.size())).stream()
                .filter(poll -> isDue(poll, now))
                .toList());
    }

    private static <E> List<E> take(Iterator<E> all) {
        List<E> taken = new ArrayList<>();
        while (taken.size() < SIZE - 1 && all.hasNext()) {
            taken.add(all.next());
        }
        return taken;
    }

    /** Where a page begins that has most. */
    private static <T extends Watched> int best(List<Poll<T>> all, int first, long now) {
        int[] dueBefore = new int[all.size() + 1];
        for (int i = 0; i < all.size(); i++) {
            dueBefore[i + 1] = dueBefore[i] + (isDue(all.get(i), now) ? 1 : 0);
        }
        int best = first;
        int most = 0;
        for (int begin = first; begin >= 0; begin--) {
            int due = dueBefore[Math.min(begin + SIZE, all.size())] - dueBefore[begin];
            if (due > most) {
                best = begin;
                most = due;
            }
        }
        return best;
    }

    private static boolean isDue(Poll<?> poll, long now) {
        return poll.ask() == null && poll.mayBeListed() && poll.isNearlyDue(now);
    }

    boolean isWorthwhile() {
        return this.polls.size() >= FEWEST;
    }

    Instant newest() {
        return Objects.requireNonNull(this.polls.get(0).createdAt());
    }

    Instant createdAfter() {
        return Objects.requireNonNull(this.polls.get(this.polls.size() - 1).createdAt())
                .minus(MARGIN);
    }

    Instant createdBefore() {
        return newest().plus(MARGIN);
    }
}
