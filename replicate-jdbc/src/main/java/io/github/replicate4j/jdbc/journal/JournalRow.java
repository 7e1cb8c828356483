/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed row of the journal.
 *
 * @param sentAt when the request was claimed to be sent, by the clock of the database
 * @param renewedAt when the request was last known to be in progress, by the clock of the database
 * @param age time since the request was claimed to be sent
 * @param taskCreatedAt when the task was created, by the clock of Replicate
 * @param attempt fencing token: an update of the row is only made if no other claim has followed
 * @param checks number of checks since the latest change of state
 * @param cancelRequested whether to cancel the task as soon as it is known
 */
record JournalRow(
        String id,
        TaskType type,
        Origin origin,
        CreateState state,
        String path,
        String fingerprint,
        String inputFingerprint,
        @Nullable String reference,
        @Nullable String taskId,
        @Nullable Instant taskCreatedAt,
        @Nullable Instant sentAt,
        @Nullable Instant renewedAt,
        Instant createdAt,
        Duration age,
        int attempt,
        int checks,
        boolean cancelRequested) {

    /** Return the id of the task, which every row of this state has. */
    String requiredTaskId() {
        if (this.taskId == null) {
            throw new IllegalStateException("The journal entry " + this.id + " has no task");
        }
        return this.taskId;
    }
}
