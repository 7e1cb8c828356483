/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A process ends without cleanup at each step of storing and processing completions, and another process continues.
 */
abstract class CrashTests {

    private TestDatabase testDatabase;

    private JdbcClient sql;

    abstract TestDatabase createDatabase();

    @BeforeEach
    void createTables() {
        this.testDatabase = createDatabase();
        this.testDatabase.sharedDatabase(1);
        open();
        this.sql.sql("create table effects (id varchar(100))").update();
    }

    @AfterEach
    void closeDatabase() {
        this.testDatabase.close();
    }

    private void open() {
        this.sql = this.testDatabase.client();
    }

    /** Crash a process at the given steps. Only one process at a time can open a file of H2, so this one closes it before. */
    private void crash(CrashingNode.Step... steps) throws Exception {
        this.testDatabase.closePools();
        List<String> arguments = new ArrayList<>(List.of(this.testDatabase.url()));
        Stream.of(steps).map(Enum::name).forEach(arguments::add);
        assertThat(ChildProcess.run(CrashingNode.class, arguments.toArray(String[]::new)))
                .isEqualTo(CrashingNode.EXIT_CODE);
        open();
        awaitRollback();
    }

    /** A process takes long to start, so one process stops the processing of several completions, each at another step. */
    @Test
    void eachStepIsContinuedByAnotherNode() throws Exception {
        crash(CrashingNode.Step.IN_LISTENER_AGAIN);
        assertRow("IN_LISTENER_AGAIN", "NEW", 1);
        endLeases();
        crash(CrashingNode.Step.values());
        assertRow("AFTER_INSERT", "NEW", 0);
        assertRow("AFTER_CLAIM", "NEW", 1);
        assertRow("IN_LISTENER", "NEW", 1);
        assertRow("IN_LISTENER_AGAIN", "NEW", 2);
        assertRow("BEFORE_COMMIT", "NEW", 1);
        assertRow("AFTER_COMMIT", "DONE", 1);
        // All effects of listeners that were not committed are rolled back.
        assertThat(effects()).containsExactly("AFTER_COMMIT");

        try (Survivor other = new Survivor()) {
            other.inbox.start();
            awaitPending(other, 4);
            assertRow("AFTER_INSERT", "DONE", 1);
            assertThat(effects()).containsExactlyInAnyOrder("AFTER_COMMIT", "AFTER_INSERT");
            endLeases();
            awaitPending(other, 0);
            String committed = "AFTER_COMMIT";
            assertThat(other.inbox.store(
                            Completions.key(committed), Completions.event(committed), Completions.body(committed)))
                    .isFalse();
        }
        assertRow("AFTER_CLAIM", "DONE", 2);
        assertRow("IN_LISTENER", "DONE", 2);
        assertRow("BEFORE_COMMIT", "DONE", 2);
        // Each attempt has ended its process.
        assertRow("IN_LISTENER_AGAIN", "PARKED", 3);
        assertThat(effects())
                .containsExactlyInAnyOrder(
                        "AFTER_COMMIT", "AFTER_INSERT", "AFTER_CLAIM", "IN_LISTENER", "BEFORE_COMMIT");
    }

    private void endLeases() {
        this.sql
                .sql("update replicate_inbox set due_at = received_at where state = 'NEW'")
                .update();
    }

    /** Wait until the database has noticed that the connections are closed, and has rolled back their transactions. */
    private void awaitRollback() {
        int rows = this.sql
                .sql("select count(*) from replicate_inbox")
                .query(Integer.class)
                .single();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> this.sql
                                .sql("select event_key from replicate_inbox for update skip locked")
                                .query()
                                .listOfRows()
                                .size()
                        == rows);
    }

    private static void awaitPending(Survivor other, int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.inbox.statistics().pending() == count);
    }

    private List<String> effects() {
        return this.sql.sql("select id from effects").query(String.class).list();
    }

    private void assertRow(String id, String state, int attempt) {
        assertThat(this.sql
                        .sql("select state, attempt from replicate_inbox where event_key = :key")
                        .param("key", Completions.key(id))
                        .query()
                        .singleRow()
                        .values())
                .as(id)
                .containsExactly(state, attempt);
    }

    /** A node that does not crash. */
    private final class Survivor implements AutoCloseable {

        private final JdbcWebhookInbox inbox;

        Survivor() {
            DataSource pool = CrashTests.this.testDatabase.node(3);
            this.inbox = JdbcWebhookInbox.of(
                    SharedDatabase.of(pool, new JdbcTransactionManager(pool)),
                    event -> JdbcClient.create(pool)
                            .sql("insert into effects values (:id)")
                            .param("id", event.subject().id())
                            .update(),
                    InboxSettings.DEFAULT.with(
                            settings -> settings.maxAttempts(2).pollInterval(Duration.ofMillis(100))));
        }

        @Override
        public void close() {
            this.inbox.close();
        }
    }
}
