/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the reconciler concludes from the account of Replicate, and what it does not. */
abstract class SearchTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JournalNode node;

    private JdbcClient rows;

    SearchTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(
                this.testDatabase.sharedDatabase(4), this.emulator.baseUrl(), JournalSettings.DEFAULT, settings -> {});
        this.rows = this.testDatabase.client();
    }

    @AfterEach
    void stop() {
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void theAgeOfACreateIsTheTimeSinceItWasSent() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        this.node.created(Origin.CREATE, "a");
        this.rows
                .sql("update replicate_journal set created_at = created_at - interval '25' hour")
                .update();
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(ReconcileResult.NONE);
        assertThat(states()).containsExactly("RUNNING");
    }

    @Test
    void anOldCreateIsNotLostUnlessItsAbsenceIsKnown() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        entry.unknown(null, "Connection reset");
        this.rows
                .sql("update replicate_journal set created_at = created_at - interval '25' hour,"
                        + " sent_at = sent_at - interval '25' hour")
                .update();
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(ReconcileResult.NONE);
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isZero();
        assertThat(states()).containsExactly("EXPIRED");
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }

    private List<String> states() {
        return this.rows
                .sql("select state from replicate_journal order by id")
                .query(String.class)
                .list();
    }
}
