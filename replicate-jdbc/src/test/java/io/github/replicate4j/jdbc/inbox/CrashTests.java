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
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A process ends at each step of storing and processing a completion, and another one continues.
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

    /** A file of H2 is open in one process only. */
    private void crash(CrashingNode.Step step) throws Exception {
        this.testDatabase.closePools();
        assertThat(ChildProcess.run(CrashingNode.class, this.testDatabase.url(), step.name()))
                .isEqualTo(CrashingNode.EXIT_CODE);
        open();
    }

    @Test
    void afterTheInsertTheCompletionIsStored() throws Exception {
        crash(CrashingNode.Step.AFTER_INSERT);
        assertRow("NEW", 0);
        processOnAnotherNode(false);
        assertRow("DONE", 1);
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void afterTheClaimAnotherNodeWaitsForTheLease() throws Exception {
        crash(CrashingNode.Step.AFTER_CLAIM);
        assertRow("NEW", 1);
        assertThat(effects()).isEmpty();
        processOnAnotherNode(true);
        assertRow("DONE", 2);
        assertThat(effects()).containsExactly("p1");
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_LISTENER", "BEFORE_COMMIT"})
    void untilTheCommitTheEffectsOfListenersAreRolledBack(CrashingNode.Step step) throws Exception {
        crash(step);
        awaitRollback();
        assertRow("NEW", 1);
        assertThat(effects()).isEmpty();
        processOnAnotherNode(true);
        assertRow("DONE", 2);
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void afterTheCommitListenersAreNotCalledAgain() throws Exception {
        crash(CrashingNode.Step.AFTER_COMMIT);
        assertRow("DONE", 1);
        assertThat(effects()).containsExactly("p1");
        try (Survivor other = new Survivor()) {
            assertThat(other.inbox.store(Completions.key("p1"), Completions.event("p1"), Completions.body("p1")))
                    .isFalse();
        }
        assertThat(effects()).containsExactly("p1");
    }

    @Test
    void aCompletionThatEndsTheProcessEachTimeIsParked() throws Exception {
        crash(CrashingNode.Step.IN_LISTENER);
        endLease();
        crash(CrashingNode.Step.IN_LISTENER);
        processOnAnotherNode(true);
        assertRow("PARKED", 3);
        assertThat(effects()).isEmpty();
    }

    private void endLease() {
        awaitRollback();
        this.sql.sql("update replicate_inbox set due_at = received_at").update();
    }

    /** The database rolls back when it has noticed that the connection is closed. */
    private void awaitRollback() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !this.sql
                        .sql("select event_key from replicate_inbox for update skip locked")
                        .query()
                        .listOfRows()
                        .isEmpty());
    }

    private void processOnAnotherNode(boolean leaseEnds) {
        try (Survivor other = new Survivor()) {
            if (leaseEnds) {
                assertThat(other.inbox.statistics().pending()).isOne();
                endLease();
            }
            other.inbox.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> other.inbox.statistics().pending() == 0);
        }
    }

    private List<String> effects() {
        return this.sql.sql("select id from effects").query(String.class).list();
    }

    private void assertRow(String state, int attempt) {
        assertThat(this.sql
                        .sql("select state, attempt from replicate_inbox")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly(state, attempt);
    }

    /** A node that does not end. */
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
                    InboxSettings.DEFAULT.with(settings -> settings.maxAttempts(2)));
        }

        @Override
        public void close() {
            this.inbox.close();
        }
    }
}
