/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of an emulator, in the order of their creation. If there are too many, or if they use too much memory, the
 * oldest completed ones are removed together with their files.
 */
public final class PredictionStore {

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();

    private final ConcurrentNavigableMap<Long, Entry> byAge = new ConcurrentSkipListMap<>();

    private final int maxPredictions;

    private final long maxBytes;

    private long lastSequence;

    private long bytes;

    private boolean closed;

    PredictionStore(int maxPredictions, long maxBytes) {
        this.maxPredictions = maxPredictions;
        this.maxBytes = maxBytes;
    }

    /**
     * Store a prediction.
     *
     * @throws ApiException with status 503 if the store is full and no prediction has completed, or if it is closed
     */
    public synchronized void add(PredictionRun run) {
        if (this.closed) {
            throw new ApiException(ApiResponse.problem(503, null, "The emulator has been closed"));
        }
        if (this.byId.size() >= this.maxPredictions && !removeOldestCompleted()) {
            throw new ApiException(ApiResponse.problem(
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

    /** Update the memory usage of a prediction, if it is stored. */
    synchronized void measure(String id) {
        Entry entry = this.byId.get(id);
        if (entry == null) {
            return;
        }
        long before = entry.size;
        entry.size = entry.run.size();
        this.bytes += entry.size - before;
        while (this.bytes > this.maxBytes && removeOldestCompleted()) {
            continue;
        }
    }

    private boolean removeOldestCompleted() {
        for (Entry entry : this.byAge.values()) {
            if (entry.run.isTerminal()) {
                remove(entry);
                return true;
            }
        }
        return false;
    }

    private void remove(Entry entry) {
        this.byAge.remove(entry.sequence);
        this.byId.remove(entry.run.id());
        this.bytes -= entry.size;
        entry.run.discard();
    }

    public @Nullable PredictionRun find(String id) {
        Entry entry = this.byId.get(id);
        return entry == null ? null : entry.run;
    }

    /** Return a snapshot of all predictions, newest first. */
    public List<EmulatedPrediction> all() {
        return newestFirst().values().stream()
                .map(entry -> entry.run.snapshot())
                .toList();
    }

    /** Return all predictions, oldest first. */
    public List<PredictionRun> oldestFirst() {
        return this.byAge.values().stream().map(Entry::run).toList();
    }

    /** Return all predictions by their position in the order of creation, newest first. */
    public NavigableMap<Long, Entry> newestFirst() {
        return this.byAge.descendingMap();
    }

    public synchronized void removeIf(Predicate<PredictionRun> condition) {
        for (Entry entry : List.copyOf(this.byAge.values())) {
            if (condition.test(entry.run)) {
                remove(entry);
            }
        }
    }

    public synchronized void clear() {
        this.byAge.values().forEach(entry -> entry.run.discard());
        this.byAge.clear();
        this.byId.clear();
        this.bytes = 0;
    }

    /** Remove all predictions, and accept no others. */
    synchronized void close() {
        this.closed = true;
        clear();
    }

    /** A prediction, and its position in the order of creation. */
    public static final class Entry {

        private final long sequence;

        private final PredictionRun run;

        private long size;

        private Entry(long sequence, PredictionRun run) {
            this.sequence = sequence;
            this.run = run;
        }

        public PredictionRun run() {
            return this.run;
        }
    }
}
