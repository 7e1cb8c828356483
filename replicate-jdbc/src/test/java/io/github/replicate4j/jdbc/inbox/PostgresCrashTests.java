/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class PostgresCrashTests extends CrashTests {

    @Override
    TestDatabase createDatabase() {
        return TestDatabase.postgres();
    }

    /** As when a node is cut off from the database, or is frozen until the database ends its session. */
    @Test
    void aNodeThatHasLostItsConnectionCommitsNothing() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        try (TestDatabase testDatabase = TestDatabase.postgres()) {
            DataSource pool = testDatabase.node(3);
            SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
            database.createTables();
            JdbcClient sql = testDatabase.client();
            sql.sql("create table effects (id varchar(100), pid int)").update();
            CountDownLatch running = new CountDownLatch(1);
            try (JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                    database,
                    event -> {
                        JdbcClient.create(pool)
                                .sql("insert into effects values (:id, pg_backend_pid())")
                                .param("id", event.subject().id())
                                .update();
                        if (running.getCount() > 0) {
                            running.countDown();
                            ProcessingTests.awaitLatch(finish);
                        }
                    },
                    InboxSettings.DEFAULT)) {
                inbox.store(Completions.key("p1"), Completions.event("p1"), Completions.body("p1"));
                inbox.start();
                running.await();
                sql.sql("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'"
                                + " and application_name = current_setting('application_name')")
                        .query()
                        .listOfRows();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> sql.sql("select count(*) from replicate_inbox where state = 'NEW'")
                                        .query(Long.class)
                                        .single()
                                == 1);
                await().until(() -> !sql.sql("update replicate_inbox set due_at = received_at where event_key in"
                                + " (select event_key from replicate_inbox for update skip locked) returning event_key")
                        .query()
                        .listOfRows()
                        .isEmpty());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> sql.sql("select count(*) from replicate_inbox where state = 'DONE'")
                                        .query(Long.class)
                                        .single()
                                == 1);
                finish.countDown();
            }
            assertThat(sql.sql("select id from effects").query(String.class).list())
                    .containsExactly("p1");
            assertThat(sql.sql("select attempt from replicate_inbox")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }
}
