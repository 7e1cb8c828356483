/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.CapturedLog;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Each attempt to get a connection during an outage can take the timeout of the connection pool. */
class JournalOutageTests {

    private static final int CREATES = 50;

    private static final JournaledCreate CREATE = new JournaledCreate(
            TaskType.PREDICTION,
            Origin.CREATE,
            "predictions.create",
            "/predictions",
            "0".repeat(64),
            "1".repeat(64),
            null,
            false);

    private TestDatabase testDatabase;

    private InterceptedDataSource pool;

    private SharedDatabase database;

    @BeforeEach
    void createTables() {
        this.testDatabase = TestDatabase.h2();
        this.testDatabase.sharedDatabase(1);
        this.pool = new InterceptedDataSource(this.testDatabase.node(2));
        this.database = SharedDatabase.of(this.pool, new JdbcTransactionManager(this.pool));
    }

    @AfterEach
    void close() {
        this.testDatabase.close();
    }

    private JdbcCreateJournal journal(boolean required) {
        return JdbcCreateJournal.of(
                this.database, "default", JournalSettings.DEFAULT.with(settings -> settings.required(required)));
    }

    @Test
    void createsFailTogetherDuringAnOutageAndAreRecordedAfterIt() {
        JdbcCreateJournal journal = journal(true);
        this.pool.available(false);
        int before = this.pool.connections();
        for (int i = 0; i < CREATES; i++) {
            assertThatThrownBy(() -> journal.begin(CREATE)).isInstanceOf(RuntimeException.class);
        }
        assertThat(this.pool.connections() - before).isPositive().isLessThan(CREATES);
        this.pool.available(true);
        await().ignoreExceptions().until(() -> !journal.begin(CREATE).id().isEmpty());
    }

    @Test
    void createsThatNeedNoRecordDoNotWaitDuringAnOutage() {
        JdbcCreateJournal journal = journal(false);
        this.pool.available(false);
        int before = this.pool.connections();
        for (int i = 0; i < CREATES; i++) {
            assertThat(journal.begin(CREATE).id()).isNotEmpty();
        }
        assertThat(this.pool.connections() - before).isPositive().isLessThan(CREATES);
    }

    @Test
    void warningAboutAMissingRecordContainsNoSecret() {
        JdbcCreateJournal journal = journal(false);
        this.pool.available(false);
        try (CapturedLog log = CapturedLog.ofThisThread(JdbcCreateJournal.class)) {
            journal.begin(CREATE);
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage())
                        .contains("sent without a record")
                        .doesNotContain("password");
                assertThat(event.getThrowableProxy()).isNull();
            });
        }
    }
}
