/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import io.github.replicate4j.internal.support.RecentMap;
import java.util.Map;

/** The latest runs that have finished, because that can be reported before their create. */
final class FinishedRuns {

    private static final int MAX_SIZE = 10_000;

    private final Map<String, Boolean> taskIds = new RecentMap<>(MAX_SIZE);

    synchronized void add(String taskId) {
        this.taskIds.put(taskId, true);
    }

    synchronized boolean contains(String taskId) {
        return this.taskIds.containsKey(taskId);
    }
}
