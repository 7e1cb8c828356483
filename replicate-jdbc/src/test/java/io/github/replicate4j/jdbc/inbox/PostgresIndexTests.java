/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.jdbc.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Frequent queries must not read the processed completions of a day. */
class PostgresIndexTests {

    private static TestDatabase testDatabase;

    private static JdbcClient sql;

    @BeforeAll
    static void insertProcessedCompletions() {
        testDatabase = TestDatabase.postgres();
        testDatabase.sharedDatabase(1);
        sql = testDatabase.client();
        sql.sql("insert into replicate_inbox (event_key, task_type, source, webhook_id, state, due_at, done_at)"
                        + " select 'completed:' || i, 'PREDICTION', 'WEBHOOK', 'm', 'DONE', null, now()"
                        + " from generate_series(1, 20000) i")
                .update();
        sql.sql("analyze replicate_inbox").update();
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    @Test
    void claimsUseAnIndex() {
        assertIndex("select event_key from replicate_inbox where state = 'NEW' and due_at <= now()"
                + InboxTable.READABLE + " order by due_at limit 20 for update skip locked");
    }

    @Test
    void statisticsUseAnIndex() {
        assertIndex(
                "select count(*), min(received_at) from replicate_inbox where state in ('NEW', 'OUTPUTS', 'PARKED')");
    }

    @Test
    void theDeletionOfPayloadsUsesAnIndex() {
        assertIndex("select event_key from replicate_inbox where state = 'DONE' and due_at <= now() limit 1000");
    }

    private static void assertIndex(String query) {
        assertThat(String.join(
                        "\n", sql.sql("explain " + query).query(String.class).list()))
                .contains("replicate_inbox_due")
                .doesNotContain("Seq Scan");
    }
}
