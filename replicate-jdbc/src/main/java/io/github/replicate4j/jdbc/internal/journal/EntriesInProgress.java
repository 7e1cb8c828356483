/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The entries that this process works on: a create until its outcome is recorded, and a run until its caller no longer waits. Only
 * their rows are renewed. Any other row of this instance expires, and is settled like those of an instance that has ended.
 */
public final class EntriesInProgress {

    private final Map<String, InProgress> entries = new ConcurrentHashMap<>();

    /** The entry of each awaited run, by the id of its task. */
    private final Map<String, String> runs = new ConcurrentHashMap<>();

    private final FinishedRuns finishedRuns = new FinishedRuns();

    /**
     * Add an entry.
     *
     * @param claim claim of its row
     * @param time time before the statement that claimed the row, of {@link System#nanoTime()}
     */
    public void add(RowClaim claim, long time) {
        this.entries.put(claim.id(), new InProgress(claim, time));
    }

    /** Note that a row was renewed by a statement that was started at a time. */
    void renewed(String id, long time) {
        this.entries.computeIfPresent(id, (key, entry) -> new InProgress(entry.claim(), time));
    }

    /** Return whether a claim is in progress, and was made or renewed at most a time ago. */
    public boolean isYoungerThan(Duration age, RowClaim claim) {
        InProgress entry = this.entries.get(claim.id());
        return entry != null && entry.claim().equals(claim) && System.nanoTime() - entry.time() < age.toNanos();
    }

    /** Remove an entry, unless a later claim is in progress. */
    public void remove(RowClaim claim) {
        this.entries.computeIfPresent(claim.id(), (key, entry) -> entry.claim().equals(claim) ? null : entry);
    }

    /** Return whether an entry is in progress. */
    public boolean contains(String id) {
        return this.entries.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(this.entries.keySet());
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
    public void finishRun(String taskId) {
        this.finishedRuns.add(taskId);
        String id = this.runs.remove(taskId);
        if (id != null) {
            this.entries.remove(id);
        }
    }

    /** Return whether the caller of a run no longer waits for its task. */
    boolean isFinished(String taskId) {
        return this.finishedRuns.contains(taskId);
    }

    private record InProgress(RowClaim claim, long time) {}
}
