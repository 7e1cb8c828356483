/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.dao.DuplicateKeyException;

/** Finds out whether Replicate has received the creates whose outcome is unknown. */
final class SendingRows {

    private static final Log logger = LogFactory.getLog(SendingRows.class);

    private static final Duration BETWEEN_SEARCHES = Duration.ofMinutes(1);

    private static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private final JournalTable table;

    private final JournalClaims claims;

    private final TaskReader reader;

    private final ReconcilerSettings settings;

    private final ListPresence presence;

    SendingRows(JournalTable table, JournalClaims claims, TaskReader reader, ReconcilerSettings settings) {
        this.table = table;
        this.claims = claims;
        this.reader = reader;
        this.settings = settings;
        this.presence = new ListPresence(claims, reader);
    }

    void search(ClaimedRows rows, ReconcileCounts counts) {
        for (TaskType type : TaskType.values()) {
            for (SearchWindow window : SearchWindow.of(type, rows.open())) {
                rows.check(window.rows(), () -> search(window, counts));
            }
        }
    }

    private void search(SearchWindow window, ReconcileCounts counts) {
        List<LongRunningTask> tasks = this.reader.all(window.type(), window.from(), window.to());
        Map<String, String> known = this.presence.knownInputs(tasks);
        this.presence.see(tasks, known);
        Map<String, JournalRow> rows = new LinkedHashMap<>();
        window.rows().forEach(row -> rows.put(row.id(), row));
        List<LongRunningTask> unknown = new ArrayList<>();
        for (LongRunningTask task : tasks) {
            String entry = JournalEntries.id(task);
            JournalRow row = entry == null ? null : rows.get(entry);
            if (row != null && adopt(row, task)) {
                rows.remove(row.id());
                counts.adopted();
            } else if (entry == null && !known.containsKey(task.id())) {
                unknown.add(task);
            }
        }
        for (JournalRow row : rows.values()) {
            match(row, unknown, counts);
        }
    }

    /** Match a row with the oldest task with an equal input that no row knows: equal requests are interchangeable. */
    private void match(JournalRow row, List<LongRunningTask> unknown, ReconcileCounts counts) {
        if (this.claims.isBeingSent(row.inputFingerprint())) {
            // Any task with an equal input may be the one of that request.
            conclude(row, true, counts);
            return;
        }
        boolean maybeCreated = false;
        for (LongRunningTask task : unknown) {
            if (TaskReader.input(task) == null) {
                maybeCreated |= isSameEndpoint(row.path(), task);
            } else if (isEqual(row, task)) {
                Instant createdAt = task.createdAt();
                if (createdAt == null || !SearchWindow.contains(row, createdAt)) {
                    maybeCreated = true;
                } else if (adopt(row, task)) {
                    unknown.remove(task);
                    counts.adopted();
                    return;
                }
            }
        }
        conclude(row, maybeCreated, counts);
    }

    private static boolean isEqual(JournalRow row, LongRunningTask task) {
        return isSameEndpoint(row.path(), task) && row.inputFingerprint().equals(ListPresence.fingerprint(task));
    }

    /** A path without a model does not say which one, since the version is a part of the request. */
    private static boolean isSameEndpoint(String path, LongRunningTask task) {
        if (!(task instanceof Prediction prediction)) {
            return true;
        }
        if (path.startsWith("/models/")) {
            return path.equals("/models/" + prediction.model() + "/predictions");
        }
        return !path.startsWith("/deployments/")
                || path.equals("/deployments/" + prediction.deployment() + "/predictions");
    }

    /** Record the task of a row, and return whether it was recorded: the row may have been settled since it was claimed. */
    private boolean adopt(JournalRow row, LongRunningTask task) {
        try {
            Duration due = row.origin() == Origin.RUN ? remaining(JournalTable.RUN_LEASE, row) : Duration.ZERO;
            boolean recorded = this.table.running(row.id(), task, false, longer(due, Duration.ZERO));
            if (recorded) {
                logger.info("Found " + task.id() + " of journal entry " + row.id() + ", whose outcome was unknown");
            }
            return recorded;
        } catch (DuplicateKeyException ex) {
            // Another instance has found the task for another row.
            return false;
        }
    }

    /**
     * Settle a row whose task was not found, if that is certain enough.
     *
     * @param maybeCreated whether a task may be the one of the row: if an equal request is being sent, if Replicate has removed the
     *     input of a task, or if a task with an equal input was created at another time, and the clock of the database is wrong
     */
    private void conclude(JournalRow row, boolean maybeCreated, ReconcileCounts counts) {
        boolean searchedTwice = row.checks() > 0;
        boolean absent = searchedTwice && !maybeCreated && this.presence.probe();
        if (absent && row.origin() == Origin.SUBMIT && this.settings.resend() == ResendPolicy.WHEN_ABSENT) {
            if (this.claims.requeue(row)) {
                counts.resent();
                logger.info("Journal entry " + row.id() + " is sent again: Replicate has not received it");
            }
        } else if (absent) {
            if (this.claims.fail(row, CreateState.LOST, "The list of the account does not contain the task")) {
                counts.lost();
                logger.warn(
                        "Journal entry " + row.id() + " is lost: the list of the account does not contain its task");
            }
        } else if (searchedTwice && row.isOlderThan(this.settings.maxAge())) {
            if (this.claims.fail(
                    row, CreateState.EXPIRED, "It is unknown whether Replicate has received the request")) {
                counts.expired();
                logger.warn("The outcome of journal entry " + row.id() + " remains unknown: its task was not found, and"
                        + " the list of the account does not show whether it would contain it");
            }
        } else {
            Duration delay = BETWEEN_SEARCHES.multipliedBy(1L << Math.min(row.checks(), 4));
            this.claims.postpone(
                    row,
                    longer(
                            delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay,
                            remaining(JournalTable.SENDING_LEASE, row)));
        }
    }

    /** An instance that cannot renew its lease may still be sending the request, or waiting for the task of its run. */
    private static Duration remaining(Duration lease, JournalRow row) {
        return lease.minus(row.age().minus(SearchWindow.renewedFor(row)));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
