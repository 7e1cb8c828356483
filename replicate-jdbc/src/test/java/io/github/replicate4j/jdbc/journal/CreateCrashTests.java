/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process ends at each step of a create or run whose caller no longer exists, and another one settles it. */
class CreateCrashTests {

    private final TestDatabase database = TestDatabase.postgres();

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JdbcClient rows;

    private JournalNode node;

    @BeforeEach
    void open() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(this.database.sharedDatabase(4), this.emulator.baseUrl());
        this.rows = this.database.client();
        // The list of the account shows a create of the journal.
        this.node.created(Origin.CREATE, "other");
    }

    @AfterEach
    void close() {
        this.node.close();
        this.emulator.close();
        this.database.close();
    }

    @Test
    void aRequestThatWasNotSentIsLostAfterTwoSearches() throws Exception {
        crash(CrashingCreate.Step.BEFORE_REQUEST);
        assertThat(state()).isEqualTo("SENDING");
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isZero();
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isOne();
        assertThat(state()).isEqualTo("LOST");
        assertThat(prompts()).containsExactly("other");
    }

    @Test
    void aResponseWhoseIdWasNotStoredIsFoundAndItsCompletionStoredOnce() throws Exception {
        crash(CrashingCreate.Step.BEFORE_ID_IS_STORED);
        assertThat(state()).isEqualTo("SENDING");
        await().until(() -> this.emulator.running().isEmpty());
        makeDue();
        assertThat(this.node.reconciler.reconcile().adopted()).isOne();
        makeDue();
        this.node.reconciler.reconcile();
        assertThat(state()).isEqualTo("COMPLETED");
        assertThat(prompts()).containsExactlyInAnyOrder("other", "crash");
        assertThat(this.rows
                        .sql("select count(*) from replicate_inbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void thePredictionOfARunIsCancelled() throws Exception {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        crash(CrashingCreate.Step.RUNNING);
        assertThat(state()).isEqualTo("RUNNING");
        assertThat(this.emulator.running()).hasSize(1);
        makeDue();
        assertThat(this.node.reconciler.reconcile().orphans()).isOne();
        assertThat(this.emulator.running()).isEmpty();
        assertThat(state()).isEqualTo("COMPLETED");
    }

    private void crash(CrashingCreate.Step step) throws Exception {
        await().until(() -> this.emulator.running().isEmpty());
        assertThat(ChildProcess.run(
                        CrashingCreate.class,
                        this.database.url(),
                        this.emulator.baseUrl().toString(),
                        step.name()))
                .isEqualTo(CrashingCreate.EXIT_CODE);
    }

    private String state() {
        return this.rows
                .sql("select state from replicate_journal order by created_at desc limit 1")
                .query(String.class)
                .single();
    }

    private List<String> prompts() {
        return this.emulator.predictions().stream()
                .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                .toList();
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = now() - interval '1' second where due_at is not null")
                .update();
    }
}
