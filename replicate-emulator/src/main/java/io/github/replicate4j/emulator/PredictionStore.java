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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of an emulator, in the order of their creation. When there are too many, or they take too much
 * memory, the oldest that have ended are dropped, with their files.
 */
final class PredictionStore {

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Long, Entry> byAge = new ConcurrentSkipListMap<>();
    private final int maxPredictions;
    private final long maxBytes;
    private long lastSequence;
    private long bytes;

    PredictionStore(int maxPredictions, long maxBytes) {
        this.maxPredictions = maxPredictions;
        this.maxBytes = maxBytes;
    }

    /**
     * Keeps a prediction.
     *
     * @throws ApiProblem with status 503 if there is no room, because too many predictions have not ended
     */
    synchronized void add(PredictionRun run) {
        if (this.byId.size() >= this.maxPredictions && !dropOldestEnded()) {
            throw new ApiProblem(Answer.problem(
                    503,
                    null,
                    "The emulator keeps up to " + this.maxPredictions
                            + " predictions or trainings, and all of them are still running:"
                            + " cancel some, or start it with a higher maxPredictions"));
        }
        Entry entry = new Entry(++this.lastSequence, run);
        this.byId.put(run.id(), entry);
        this.byAge.put(entry.sequence, entry);
        measure(run.id());
    }

    /** Takes note of the memory that a prediction uses now; does nothing for one that is not kept. */
    synchronized void measure(String id) {
        Entry entry = this.byId.get(id);
        if (entry == null) {
            return;
        }
        long before = entry.measured;
        entry.measured = entry.run.size();
        this.bytes += entry.measured - before;
        while (this.bytes > this.maxBytes && dropOldestEnded()) {
            continue;
        }
    }

    private boolean dropOldestEnded() {
        for (Entry entry : this.byAge.values()) {
            if (entry.run.isTerminal()) {
                drop(entry);
                return true;
            }
        }
        return false;
    }

    private void drop(Entry entry) {
        this.byAge.remove(entry.sequence);
        this.byId.remove(entry.run.id());
        this.bytes -= entry.measured;
        entry.run.discard();
    }

    @Nullable
    PredictionRun find(String id) {
        Entry entry = this.byId.get(id);
        return entry == null ? null : entry.run;
    }

    /** All predictions, the newest first. */
    List<EmulatedPrediction> all() {
        List<EmulatedPrediction> all = new ArrayList<>();
        this.byAge.descendingMap().values().forEach(entry -> all.add(entry.run.snapshot()));
        return all;
    }

    /** All predictions by their place in the order of creation, the newest first. */
    NavigableMap<Long, Entry> newestFirst() {
        return this.byAge.descendingMap();
    }

    /** Drops those that match. */
    synchronized void removeIf(Predicate<PredictionRun> unwanted) {
        for (Entry entry : List.copyOf(this.byAge.values())) {
            if (unwanted.test(entry.run)) {
                drop(entry);
            }
        }
    }

    synchronized void clear() {
        this.byAge.values().forEach(entry -> entry.run.discard());
        this.byAge.clear();
        this.byId.clear();
        this.bytes = 0;
    }

    /** A prediction and its place in the order of creation. */
    static final class Entry {

        private final long sequence;
        private final PredictionRun run;
        private long measured;

        private Entry(long sequence, PredictionRun run) {
            this.sequence = sequence;
            this.run = run;
        }

        long sequence() {
            return this.sequence;
        }

        PredictionRun run() {
            return this.run;
        }
    }
}
