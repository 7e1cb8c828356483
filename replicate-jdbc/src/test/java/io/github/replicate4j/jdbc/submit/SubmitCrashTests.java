/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.fault.Faults;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import io.github.replicate4j.jdbc.submit.CrashingSubmit.Step;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process ends at each step of durable creates, and another one continues. */
class SubmitCrashTests {

    private final TestDatabase database = TestDatabase.postgres();

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JdbcClient rows;

    private JournalNode node;

    private DurablePredictions predictions;

    @BeforeEach
    void open() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(
                this.database.sharedDatabase(6),
                this.emulator.baseUrl(),
                JournalSettings.DEFAULT,
                settings -> settings.resend(ResendPolicy.WHEN_ABSENT));
        this.rows = this.database.client();
        this.predictions = DurablePredictions.builder(this.node.journal, this.node.client)
                .settings(SubmitSettings.DEFAULT.with(settings -> settings.pollInterval(Duration.ofMillis(50))))
                .build();
        // The list of the account shows a create of the journal.
        this.node.created(Origin.CREATE, "other");
    }

    @AfterEach
    void close() {
        this.predictions.close();
        this.node.close();
        this.emulator.close();
        this.database.close();
    }

    /** A process is expensive: one stops several creates, each at another step. */
    @Test
    void eachStepIsContinuedByAnotherNode() throws Exception {
        crash();
        assertThat(this.predictions.find(Step.BEFORE_COMMIT.name())).isEmpty();
        assertThat(state(Step.QUEUED)).isEqualTo(CreateState.QUEUED);
        assertThat(state(Step.BEFORE_REQUEST)).isEqualTo(CreateState.SENDING);
        assertThat(state(Step.BEFORE_RESPONSE)).isEqualTo(CreateState.SENDING);
        assertThat(state(Step.BEFORE_ID_IS_STORED)).isEqualTo(CreateState.SENDING);
        assertThat(state(Step.RUNNING)).isEqualTo(CreateState.RUNNING);

        await().until(() -> this.emulator.running().isEmpty());
        makeDue();
        ReconcileResult first = this.node.reconciler.reconcile();
        assertThat(first.adopted()).isEqualTo(2);
        assertThat(first.resent()).isZero();
        makeDue();
        assertThat(this.node.reconciler.reconcile().resent()).isOne();

        this.predictions.start();
        // The worker may still hold a create for a moment, and the reconciler omits it then.
        await().untilAsserted(() -> {
            makeSentDue();
            this.node.reconciler.reconcile();
            assertThat(EnumSet.complementOf(EnumSet.of(Step.BEFORE_COMMIT)))
                    .allSatisfy(step -> assertThat(state(step)).isEqualTo(CreateState.COMPLETED));
        });
        assertThat(this.predictions.find(Step.BEFORE_COMMIT.name())).isEmpty();
        assertThat(prompts())
                .containsExactlyInAnyOrder(
                        "other", "QUEUED", "BEFORE_REQUEST", "BEFORE_RESPONSE", "BEFORE_ID_IS_STORED", "RUNNING");
        assertThat(this.rows
                        .sql("select count(*) from replicate_inbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    /** Kill a process when all its creates have stopped. */
    private void crash() throws Exception {
        Faults faults = this.emulator.faults();
        // The process sends the requests of RUNNING and BEFORE_ID_IS_STORED first, and that of BEFORE_RESPONSE last.
        faults.next(2, Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(1));
        faults.next(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMinutes(1));
        Process process = ChildProcess.start(
                CrashingSubmit.class,
                this.database.url(),
                this.emulator.baseUrl().toString());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> prompts().contains("BEFORE_RESPONSE"));
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(prompts()).containsExactlyInAnyOrder("other", "BEFORE_RESPONSE", "BEFORE_ID_IS_STORED", "RUNNING");
    }

    private CreateState state(Step step) {
        return this.predictions.find(step.name()).orElseThrow().state();
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

    /** A request that is in flight is not searched. */
    private void makeSentDue() {
        this.rows
                .sql("update replicate_journal set due_at = now() - interval '1' second where state = 'RUNNING'")
                .update();
    }
}
