/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.Renewals;
import java.time.Duration;
import java.util.List;

/** Rows that are due earlier because this instance was started: others may have ended, and webhooks may have been missed. */
final class StartupChecks {

    /**
     * How long the requests of other instances may remain without renewal after this one was started. Long enough for two
     * renewals, so that only those of instances that have ended become due.
     */
    static final Duration LEASE_OF_OTHERS = Renewals.INTERVAL.multipliedBy(2);

    /** Number of rows that one statement changes. */
    private static final int BATCH = 500;

    private final JournalTable table;

    StartupChecks(JournalTable table) {
        this.table = table;
    }

    /**
     * Shorten the leases of the requests of other instances. One that runs renews its own; the requests of one that has ended are
     * due soon, since that may be why this instance was started. This includes those whose first search has not ended, because it
     * concludes nothing. Runs are omitted, because they would be cancelled.
     *
     * @return the number of shortened leases
     */
    int shortenLeases() {
        return bringForward(
                "state = 'SENDING' and origin <> 'RUN' and (node <> :node or node is null and checks = 0)",
                LEASE_OF_OTHERS);
    }

    /**
     * Let the completions be looked up whose next check is delayed by earlier ones: no instance may have been there to receive
     * their webhooks. Runs are omitted, because they would be cancelled.
     *
     * @return the number of creates that are due earlier
     */
    int checkRunningCreates() {
        return bringForward("state = 'RUNNING' and origin <> 'RUN' and checks > 0", Duration.ZERO);
    }

    private int bringForward(String condition, Duration due) {
        return this.table.database().inNewTransaction(() -> {
            List<String> ids = this.table
                    .sql("select id from {table} where client = :client and " + condition
                            + " and (node is null or node <> :node) and due_at > {due} for update skip locked")
                    .param("client", this.table.client())
                    .param("node", this.table.node())
                    .param("due", due.toMillis())
                    .query((row, number) -> row.getString("id"))
                    .list();
            int changed = 0;
            for (int i = 0; i < ids.size(); i += BATCH) {
                changed += this.table
                        .sql("update {table} set due_at = {due} where id in (:ids)")
                        .param("ids", ids.subList(i, Math.min(ids.size(), i + BATCH)))
                        .param("due", due.toMillis())
                        .update();
            }
            return changed;
        });
    }
}
