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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is waited for, by id, by when to ask, and by creation. */
final class Polls<T extends LongRunningTask> {

    private static final int MOST_GONE = 10_000;

    private final Map<String, Poll<T>> all = new HashMap<>();

    /** Those that are to be asked for. */
    private final NavigableSet<Poll<T>> waiting = new TreeSet<>(Poll.byDue());

    private final NavigableSet<Poll<T>> dated = new TreeSet<>(Poll.byCreation());

    /** Those that are not waited for any more, but take up room on pages as before. */
    private final Set<Poll<T>> gone = new LinkedHashSet<>();

    @Nullable
    Poll<T> get(String id) {
        return this.all.get(id);
    }

    boolean contains(Poll<T> poll) {
        return this.all.get(poll.id()) == poll;
    }

    boolean isEmpty() {
        return this.all.isEmpty();
    }

    /** Which to ask for next. */
    @Nullable
    Poll<T> next() {
        return this.waiting.isEmpty() ? null : this.waiting.first();
    }

    /** How many there are whose creation is not known. */
    int undated() {
        return this.all.size() - (this.dated.size() - this.gone.size());
    }

    /** Those whose creation is known, the newest first. */
    NavigableSet<Poll<T>> dated() {
        return this.dated;
    }

    /** Adds or changes one. What they are ordered by must not be changed in any other way. */
    void change(Poll<T> poll, Runnable change) {
        unlink(poll);
        change.run();
        this.all.put(poll.id(), poll);
        if (poll.createdAt() != null) {
            // Perhaps in the place of one that had gone.
            this.dated.remove(poll);
            this.dated.add(poll);
        }
        if (poll.ask() == null) {
            this.waiting.add(poll);
        }
    }

    /** Nothing is asked for that nobody would take. */
    void suspend(Poll<T> poll) {
        this.waiting.remove(poll);
    }

    void resume(String id) {
        Poll<T> poll = this.all.get(id);
        if (poll != null && poll.ask() == null) {
            this.waiting.add(poll);
        }
    }

    void remove(Poll<T> poll) {
        unlink(poll);
        if (poll.createdAt() != null) {
            Poll<T> gone = poll.gone();
            this.dated.add(gone);
            this.gone.add(gone);
        }
        if (this.gone.size() > MOST_GONE) {
            leaveOut(this.gone.iterator().next());
        }
        while (!this.dated.isEmpty() && this.gone.contains(this.dated.last())) {
            leaveOut(this.dated.last());
        }
    }

    private void leaveOut(Poll<T> gone) {
        this.gone.remove(gone);
        this.dated.remove(gone);
    }

    private void unlink(Poll<T> poll) {
        this.all.remove(poll.id());
        this.waiting.remove(poll);
        this.dated.remove(poll);
    }
}
