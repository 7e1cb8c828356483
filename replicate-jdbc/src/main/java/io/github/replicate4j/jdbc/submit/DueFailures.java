/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Failed durable creates of which a listener has to be notified. */
final class DueFailures {

    /** How often the listener of a failure is called. */
    static final int MAX_NOTIFICATIONS = 20;

    private final JournalTable table;

    DueFailures(OpenJournal journal) {
        this.table = journal.table();
    }

    SharedDatabase database() {
        return this.table.database();
    }

    /**
     * Claim a failed create whose failure is due for notification. A failure is claimed up to {@value #MAX_NOTIFICATIONS} times.
     *
     * @param lease time after which it is due again; it grows with each claim
     * @return the create, or empty if none is due
     */
    Optional<DurableCreate> claim(Duration lease) {
        return this.table.database().inNewTransaction(() -> {
            Optional<DurableCreate> failure = statement(
                            "select " + DurableCreate.COLUMNS + " from {table}" + DurableCreate.OF_CLIENT
                                    + " and state in ('REFUSED', 'LOST', 'EXPIRED') and due_at <= {now} and checks < "
                                    + MAX_NOTIFICATIONS + DurableCreate.READABLE
                                    + " order by due_at limit 1 for update skip locked")
                    .query((row, number) -> DurableCreate.readToClaim(row))
                    .optional();
            // MySQL assigns from left to right: the number of claims is last.
            failure.ifPresent(create -> this.table
                    .sql("update {table} set claims = claims + 1, due_at = "
                            + this.table.database().dialect().nowPlusMillis(":lease * (checks + 1)")
                            + ", checks = checks + 1 where id = :id")
                    .param("lease", lease.toMillis())
                    .param("id", create.id())
                    .update());
            return failure;
        });
    }

    /**
     * Mark a failure as notified, as a part of the current transaction.
     *
     * @param create the claimed create
     * @return whether it was still claimed; if not, the transaction must be rolled back
     */
    boolean notified(DurableCreate create) {
        return this.table
                        .change(create.claim(), create.state().name(), "due_at = null", Duration.ZERO, null)
                        .update()
                > 0;
    }

    private StatementSpec statement(String sql) {
        return this.table.sql(sql).param("client", this.table.client());
    }
}
