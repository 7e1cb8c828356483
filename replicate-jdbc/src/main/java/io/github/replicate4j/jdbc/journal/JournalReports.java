/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Queries that count creates. */
final class JournalReports {

    private static final String OVERDUE = "case when state <> 'QUEUED' and due_at <= {now} then ";

    private final JournalTable table;

    JournalReports(JournalTable table) {
        this.table = table;
    }

    JournalStatistics statistics() {
        String oldest = this.table.database().dialect().millisSince("min(" + OVERDUE + "due_at end)");
        return this.table
                .database()
                .alone(() -> this.table
                        .sql("select count(case when state = 'QUEUED' then 1 end) as queued,"
                                + " count(case when state = 'SENDING' then 1 end) as sending,"
                                + " count(case when state = 'SENDING' and node is null then 1 end) as unsure,"
                                + " count(case when state = 'RUNNING' then 1 end) as running,"
                                + " count(" + OVERDUE + "1 end) as overdue, " + oldest + " as age"
                                + " from {table} where client = :client and state in ('QUEUED', 'SENDING', 'RUNNING')"
                                // For the partial index.
                                + " and due_at is not null")
                        .param("client", this.table.client())
                        .query((row, index) -> new JournalStatistics(
                                row.getLong("queued"),
                                row.getLong("sending"),
                                row.getLong("unsure"),
                                row.getLong("running"),
                                row.getLong("overdue"),
                                Duration.ofMillis(Math.max(0, row.getLong("age")))))
                        .single());
    }

    Map<CreateState, Long> countsByState() {
        Map<CreateState, Long> counts = new EnumMap<>(CreateState.class);
        this.table.database().alone(() -> {
            this.table
                    .sql("select state, count(*) as creates from {table} where client = :client group by state")
                    .param("client", this.table.client())
                    .query(row -> {
                        String name = row.getString("state");
                        long creates = row.getLong("creates");
                        // Instances of a newer version may have more states.
                        Arrays.stream(CreateState.values())
                                .filter(state -> state.name().equals(name))
                                .forEach(state -> counts.put(state, creates));
                    });
            return counts;
        });
        return counts;
    }
}
