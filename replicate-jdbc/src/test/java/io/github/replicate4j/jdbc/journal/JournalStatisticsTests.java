/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JournalStatisticsTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JournalNode node;

    JournalStatisticsTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.hang());
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(this.testDatabase.sharedDatabase(4), this.emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void anEmptyJournalHasNoCreates() {
        assertThat(this.node.journal.statistics()).isEqualTo(new JournalStatistics(0, 0, 0, 0, 0, Duration.ZERO));
        assertThat(this.node.journal.countsByState()).isEmpty();
    }

    @Test
    void createsAreCountedByTheirState() {
        DurablePredictions.builder(this.node.journal, this.node.client)
                .build()
                .submitForModel("order-1", JournalNode.MODEL, request -> request.input("prompt", "a"));
        this.node.journal.begin(create(Origin.CREATE, "b", true));
        this.node.journal.begin(create(Origin.CREATE, "c", true)).unknown(null, "Connection reset");
        this.node.journal.begin(create(Origin.CREATE, "d", true)).refused("Unprocessable");
        this.node.created(Origin.CREATE, "e");

        assertThat(this.node.journal.statistics()).isEqualTo(new JournalStatistics(1, 2, 1, 1, 0, Duration.ZERO));
        assertThat(this.node.journal.countsByState())
                .isEqualTo(Map.of(
                        CreateState.QUEUED,
                        1L,
                        CreateState.SENDING,
                        2L,
                        CreateState.REFUSED,
                        1L,
                        CreateState.RUNNING,
                        1L));
    }

    @Test
    void createsThatTheReconcilerShouldHaveCheckedAreOverdue() {
        this.node.created(Origin.CREATE, "a");
        this.node.created(Origin.CREATE, "b");
        this.testDatabase
                .client()
                .sql("update replicate_journal set due_at = "
                        + this.node.database.dialect().nowPlusMillis("-60000"))
                .update();

        JournalStatistics statistics = this.node.journal.statistics();

        assertThat(statistics.overdue()).isEqualTo(2);
        assertThat(statistics.oldestOverdueAge()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(10));
    }
}
