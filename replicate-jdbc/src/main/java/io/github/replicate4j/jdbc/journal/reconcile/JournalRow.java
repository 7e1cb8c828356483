/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.jdbc.internal.journal.RowClaim;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed row of the journal.
 *
 * @param claim the claim: the row is only changed if no other one has followed
 * @param sentAt when the request was claimed to be sent, by the clock of the database
 * @param renewedAt when the request was last known to be in progress, by the clock of the database
 * @param age time since the request was claimed to be sent
 * @param taskCreatedAt when the task was created, by the clock of Replicate
 * @param checks number of checks since the latest change of state
 * @param cancelRequested whether to cancel the task as soon as it is known
 */
record JournalRow(
        RowClaim claim,
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
        int checks,
        boolean cancelRequested) {

    String id() {
        return this.claim.id();
    }

    boolean isOlderThan(Duration maxAge) {
        return this.age.compareTo(maxAge) > 0;
    }

    /** Return the id of the task, which every row of this state has. */
    String requiredTaskId() {
        if (this.taskId == null) {
            throw new IllegalStateException("The journal entry " + id() + " has no task");
        }
        return this.taskId;
    }
}
