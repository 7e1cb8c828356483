/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The entries that this process works on: a create until its outcome is recorded, and a run until its caller no longer waits. Only
 * their rows are renewed. Any other row of this instance expires, and is settled like those of an instance that has ended.
 */
final class EntriesInProgress {

    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    /** The entry of each awaited run, by the id of its task. */
    private final Map<String, String> runs = new ConcurrentHashMap<>();

    private final FinishedRuns finishedRuns = new FinishedRuns();

    /**
     * Add an entry.
     *
     * @param attempt attempt of its row
     * @param time time before the statement that claimed the row, of {@link System#nanoTime()}
     */
    void add(String id, int attempt, long time) {
        this.claims.put(id, new Claim(attempt, time));
    }

    /** Note that a row was renewed by a statement that was started at a time. */
    void renewed(String id, long time) {
        this.claims.computeIfPresent(id, (key, claim) -> new Claim(claim.attempt(), time));
    }

    /** Return whether an attempt is in progress, and was claimed or renewed at most a time ago. */
    boolean isYoungerThan(Duration age, String id, int attempt) {
        Claim claim = this.claims.get(id);
        return claim != null && claim.attempt() == attempt && System.nanoTime() - claim.time() < age.toNanos();
    }

    /** Remove an entry, unless a later attempt is in progress. */
    void remove(String id, int attempt) {
        this.claims.computeIfPresent(id, (key, claim) -> claim.attempt() == attempt ? null : claim);
    }

    boolean contains(String id) {
        return this.claims.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(this.claims.keySet());
    }

    /** Note the task of a run whose caller waits for it. */
    void awaitRun(String id, String taskId) {
        this.runs.put(taskId, id);
        if (this.finishedRuns.contains(taskId)) {
            this.runs.remove(taskId);
        }
    }

    boolean isAwaited(String taskId) {
        return this.runs.containsKey(taskId);
    }

    /** Remove the run whose caller no longer waits for its task. This can be reported before its create. */
    void finishRun(String taskId) {
        this.finishedRuns.add(taskId);
        String id = this.runs.remove(taskId);
        if (id != null) {
            this.claims.remove(id);
        }
    }

    /** Return whether the caller of a run no longer waits for its task. */
    boolean isFinished(String taskId) {
        return this.finishedRuns.contains(taskId);
    }

    private record Claim(int attempt, long time) {}
}
