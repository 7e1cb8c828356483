/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The entries that this process works on: a create until its outcome is recorded, and a run until its caller no longer waits. Only
 * their rows are renewed. Any other row of this instance expires, and is settled like those of an instance that has ended.
 */
final class EntriesInProgress {

    /** The attempt of each entry, by the id of the entry. */
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /** The entry of each awaited run, by the id of its task. */
    private final Map<String, String> runs = new ConcurrentHashMap<>();

    private final FinishedRuns finishedRuns = new FinishedRuns();

    void add(String id, int attempt) {
        this.attempts.put(id, attempt);
    }

    /** Remove an entry, unless a later attempt is in progress. */
    void remove(String id, int attempt) {
        this.attempts.remove(id, attempt);
    }

    boolean contains(String id) {
        return this.attempts.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(this.attempts.keySet());
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
            this.attempts.remove(id);
        }
    }

    /** Return whether the caller of a run no longer waits for its task. */
    boolean isFinished(String taskId) {
        return this.finishedRuns.contains(taskId);
    }
}
