/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Range of time in which the tasks of some rows are searched. It is wide, because the clocks of the database and of Replicate may
 * differ, and the id of an entry identifies its task at any time. A task without one is a match only in a narrow range, whose margins
 * cover an attempt that lasts as long as Replicate may hold a response back, and a small difference between the clocks.
 */
record SearchWindow(TaskType type, List<JournalRow> rows, Instant from, Instant to) {

    private static final Duration AFTER = Duration.ofSeconds(90);

    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);

    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(15);

    /** Divide rows into windows that do not overlap, so that no time without rows is searched. */
    static List<SearchWindow> of(TaskType type, List<JournalRow> rows) {
        List<SearchWindow> windows = new ArrayList<>();
        List<JournalRow> current = new ArrayList<>();
        Instant end = Instant.MIN;
        List<JournalRow> sorted = rows.stream()
                .filter(row -> row.type() == type)
                .sorted(Comparator.comparing(SearchWindow::from))
                .toList();
        for (JournalRow row : sorted) {
            if (!current.isEmpty() && from(row).isAfter(end)) {
                windows.add(new SearchWindow(type, current, from(current.get(0)), end));
                current = new ArrayList<>();
            }
            end = current.isEmpty() || to(row).isAfter(end) ? to(row) : end;
            current.add(row);
        }
        if (!current.isEmpty()) {
            windows.add(new SearchWindow(type, current, from(current.get(0)), end));
        }
        return windows;
    }

    /** Return whether the task of a row can have been created at a time, if the clocks are almost equal. */
    static boolean contains(JournalRow row, Instant createdAt) {
        return !createdAt.isBefore(sentAt(row).minus(CLOCK_DIFFERENCE))
                && !createdAt.isAfter(endedAt(row).plus(AFTER));
    }

    /** Return the time between the request of a row and its last renewal. */
    static Duration renewedFor(JournalRow row) {
        return Duration.between(sentAt(row), endedAt(row));
    }

    private static Instant from(JournalRow row) {
        return sentAt(row).minus(MAX_CLOCK_DIFFERENCE);
    }

    private static Instant to(JournalRow row) {
        return endedAt(row).plus(MAX_CLOCK_DIFFERENCE);
    }

    private static Instant endedAt(JournalRow row) {
        Instant sentAt = sentAt(row);
        Instant renewedAt = row.renewedAt();
        return renewedAt == null || renewedAt.isBefore(sentAt) ? sentAt : renewedAt;
    }

    private static Instant sentAt(JournalRow row) {
        return Objects.requireNonNullElse(row.sentAt(), row.createdAt());
    }
}
