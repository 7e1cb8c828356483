/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.internal.journal.Fingerprint;
import io.github.replicate4j.jdbc.journal.CrashingCreate.Step;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process ends without cleanup at each step of creates and of a run, and the reconciler of another node settles them. */
class CreateCrashTests {

    private final TestDatabase database = TestDatabase.postgres();

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JdbcClient rows;

    private JournalNode node;

    @BeforeEach
    void open() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.model(CrashingCreate.HANGING_MODEL).official().respond(script -> script.hang());
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(this.database.sharedDatabase(4), this.emulator.baseUrl());
        this.rows = this.database.client();
        // A create counts as lost only if the list of predictions has shown another prediction of this journal.
        this.node.created(Origin.CREATE, "other");
    }

    @AfterEach
    void close() {
        this.node.close();
        this.emulator.close();
        this.database.close();
    }

    /** A process takes long to start, so one process stops several creates, each at another step. */
    @Test
    void eachStepIsSettledByAnotherNode() throws Exception {
        crash();
        assertThat(state(Step.BEFORE_REQUEST)).isEqualTo("SENDING");
        assertThat(state(Step.BEFORE_ID_IS_STORED)).isEqualTo("SENDING");
        assertThat(state(Step.RUNNING)).isEqualTo("RUNNING");

        await().until(() -> this.emulator.running().size() == 1);
        makeDue();
        ReconcileResult first = this.node.reconciler.reconcile();
        assertThat(first.lost()).isZero();
        assertThat(first.adopted()).isOne();
        assertThat(first.orphans()).isOne();
        assertThat(this.emulator.running()).isEmpty();
        assertThat(state(Step.RUNNING)).isEqualTo("COMPLETED");

        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isOne();
        assertThat(state(Step.BEFORE_REQUEST)).isEqualTo("LOST");
        assertThat(state(Step.BEFORE_ID_IS_STORED)).isEqualTo("COMPLETED");
        assertThat(prompts()).containsExactlyInAnyOrder("other", "BEFORE_ID_IS_STORED", "RUNNING");
        assertThat(this.rows
                        .sql("select count(*) from replicate_inbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void crash() throws Exception {
        await().until(() -> this.emulator.running().isEmpty());
        assertThat(ChildProcess.run(
                        CrashingCreate.class,
                        this.database.url(),
                        this.emulator.baseUrl().toString()))
                .isEqualTo(CrashingCreate.EXIT_CODE);
    }

    private String state(Step step) {
        return this.rows
                .sql("select state from replicate_journal where input_fingerprint = :input")
                .param("input", Fingerprint.ofInput(Map.of("prompt", step.name())))
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
