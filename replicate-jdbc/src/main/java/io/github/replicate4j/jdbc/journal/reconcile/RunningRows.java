/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Searches for the completions of created tasks that no webhook has reported, and handles the tasks of ended processes. */
final class RunningRows {

    private static final Log logger = LogFactory.getLog(RunningRows.class);

    private static final Duration FIRST_DELAY = Duration.ofMinutes(2);

    private static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /** Time between the deadline of a prediction and the check for its completion. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(5);

    private static final int MAX_MISSING = 4;

    private final JdbcCreateJournal journal;

    private final JournalClaims claims;

    private final TaskReader reader;

    private final CompletionStore store;

    private final ReconcilerSettings settings;

    RunningRows(
            JdbcCreateJournal journal,
            JournalClaims claims,
            TaskReader reader,
            CompletionStore store,
            ReconcilerSettings settings) {
        this.journal = journal;
        this.claims = claims;
        this.reader = reader;
        this.store = store;
        this.settings = settings;
    }

    void check(ClaimedRows rows, CompletionLookup lookup, ReconcileCounts counts) {
        for (JournalRow row : rows.open()) {
            if (row.cancelRequested() || isOrphan(row) && this.settings.orphans() == OrphanPolicy.CANCEL) {
                rows.check(row, () -> settle(row, cancel(row, counts), counts));
            }
        }
        lookup.find(rows, (row, task) -> settle(row, task, counts));
    }

    private static boolean isOrphan(JournalRow row) {
        return row.origin() == Origin.RUN;
    }

    private Optional<LongRunningTask> cancel(JournalRow row, ReconcileCounts counts) {
        LongRunningTask task;
        try {
            task = this.reader.cancel(row.type(), row.requiredTaskId());
        } catch (RuntimeException ex) {
            if (!ClaimedRows.isRejected(ex)) {
                throw ex;
            }
            logger.warn(row.taskId() + " may still run, because Replicate rejects its cancellation: "
                    + Redaction.ofMessage(ex));
            return Optional.ofNullable(this.reader.get(row.type(), row.requiredTaskId()));
        }
        if (isOrphan(row) && task != null) {
            counts.orphan();
            logger.info("Cancelled " + row.taskId() + ": the process that waited for it has ended");
        }
        return Optional.ofNullable(task);
    }

    private void settle(JournalRow row, Optional<LongRunningTask> found, ReconcileCounts counts) {
        LongRunningTask task = found.orElse(null);
        if (task != null && task.isTerminal()) {
            complete(row, task, counts);
        } else if (task == null && row.checks() >= MAX_MISSING) {
            expire(row, "Replicate does not find " + row.taskId(), counts);
        } else if (row.isOlderThan(this.settings.maxAge())) {
            expire(row, row.taskId() + " did not complete within " + this.settings.maxAge(), counts);
        } else {
            this.claims.postpone(row, delay(row, task));
        }
    }

    private void complete(JournalRow row, LongRunningTask task, ReconcileCounts counts) {
        if (!isOrphan(row) || this.settings.orphans() == OrphanPolicy.ADOPT) {
            if (this.store.store(task, row.reference())) {
                counts.completed();
                logger.debug("No webhook has reported the completion of " + task.id());
            }
        }
        this.journal.completed(task.id(), task.statusText(), row.id());
    }

    private void expire(JournalRow row, String reason, ReconcileCounts counts) {
        if (this.claims.fail(row, CreateState.EXPIRED, reason)) {
            counts.expired();
            logger.warn("The completion of journal entry " + row.id() + " is unknown: " + JournalTable.error(reason));
        }
    }

    /** 2, 4, 8 and then 15 minutes, or when the deadline of the prediction has passed. */
    private static Duration delay(JournalRow row, @Nullable LongRunningTask task) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(row.checks(), 3));
        Duration limited = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        if (task instanceof Prediction prediction && prediction.deadline() != null) {
            Duration untilDeadline =
                    Duration.between(Instant.now(), prediction.deadline()).plus(AFTER_DEADLINE);
            return untilDeadline.compareTo(limited) < 0 && !untilDeadline.isNegative() ? untilDeadline : limited;
        }
        return limited;
    }
}
