/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Entry of a create that this instance sends. */
final class JournalEntry implements CreateJournal.Entry {

    /** Time until the reconciler first checks a task for which no webhook is expected. */
    private static final Duration GRACE_WITHOUT_WEBHOOK = Duration.ofSeconds(10);

    private final JournalTable table;

    private final FailedUpdates updates;

    private final RowClaim claim;

    private final Origin origin;

    private final boolean webhookExpected;

    private final Duration webhookGrace;

    JournalEntry(
            JournalTable table,
            FailedUpdates updates,
            RowClaim claim,
            Origin origin,
            boolean webhookExpected,
            Duration webhookGrace) {
        this.table = table;
        this.updates = updates;
        this.claim = claim;
        this.origin = origin;
        this.webhookExpected = webhookExpected;
        this.webhookGrace = webhookGrace;
    }

    @Override
    public String id() {
        return this.claim.id();
    }

    /**
     * The caller of a run gets the output, so the completion of the run is not published. The completion of any other create is
     * published: by its webhook, or by the reconciler if no webhook arrives.
     */
    @Override
    public void created(LongRunningTask task) {
        if (this.origin == Origin.RUN && !task.isTerminal()) {
            inProgress().awaitRun(this.claim.id(), task.id());
        }
        this.updates.run(
                () -> {
                    record(task);
                    return true;
                },
                () -> {
                    if (!inProgress().isAwaited(task.id())) {
                        release();
                    }
                });
    }

    private void record(LongRunningTask task) {
        boolean run = this.origin == Origin.RUN;
        this.table.running(this.claim.id(), task, run, run ? JournalTable.RUN_LEASE : grace(task));
        if (run && (task.isTerminal() || inProgress().isFinished(task.id()))) {
            this.table.finished(task);
        }
    }

    /**
     * Return the time until the reconciler first checks the task. Whether a durable create has a webhook is known only after
     * the create was sent: the URL of the webhook then contains the id of the entry.
     */
    private Duration grace(LongRunningTask task) {
        boolean expected = this.webhookExpected || JournalEntries.id(task) != null;
        return expected ? this.webhookGrace : GRACE_WITHOUT_WEBHOOK;
    }

    @Override
    public void refused(String reason) {
        this.updates.run(() -> this.table.refused(this.claim, reason), this::release);
    }

    @Override
    public void unknown(@Nullable String taskId, String reason) {
        this.updates.run(
                () -> taskId == null
                        ? this.table.unknown(this.claim, reason)
                        // No caller waits for the task, so the task of a run is an orphan.
                        : this.table.running(this.claim.id(), taskId, null, null, false, Duration.ZERO),
                this::release);
    }

    private void release() {
        inProgress().remove(this.claim);
    }

    private EntriesInProgress inProgress() {
        return this.table.inProgress();
    }
}
