/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import io.github.replicate4j.jdbc.submit.CrashingSubmit.Step;
import io.github.replicate4j.jdbc.testing.ChildProcess;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process ends at each step of a durable create, and another one continues. */
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

    @Test
    void beforeTheCommitNothingIsSent() throws Exception {
        crash(Step.BEFORE_COMMIT);
        assertThat(this.predictions.find("order")).isEmpty();
        this.predictions.start();
        assertThat(prompts()).containsExactly("other");
    }

    @Test
    void aQueuedCreateIsSent() throws Exception {
        crash(Step.QUEUED);
        assertThat(state()).isEqualTo(CreateState.QUEUED);
        assertDeliveredOnce();
    }

    @Test
    void aRequestThatWasNotSentIsSentAfterTwoSearches() throws Exception {
        crash(Step.BEFORE_REQUEST);
        assertThat(state()).isEqualTo(CreateState.SENDING);
        makeDue();
        assertThat(this.node.reconciler.reconcile().resent()).isZero();
        makeDue();
        assertThat(this.node.reconciler.reconcile().resent()).isOne();
        assertDeliveredOnce();
    }

    @Test
    void aRequestWithoutResponseIsNotSentAgain() throws Exception {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMinutes(1));
        Process process = ChildProcess.start(
                CrashingSubmit.class,
                this.database.url(),
                this.emulator.baseUrl().toString(),
                Step.BEFORE_RESPONSE.name());
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> prompts().size() == 2);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(state()).isEqualTo(CreateState.SENDING);
        assertAdopted();
    }

    @Test
    void aResponseWhoseIdWasNotStoredIsNotSentAgain() throws Exception {
        crash(Step.BEFORE_ID_IS_STORED);
        assertThat(state()).isEqualTo(CreateState.SENDING);
        assertAdopted();
    }

    @Test
    void aRunningPredictionIsCompleted() throws Exception {
        crash(Step.RUNNING);
        assertThat(state()).isEqualTo(CreateState.RUNNING);
        assertDeliveredOnce();
    }

    private void assertAdopted() {
        await().until(() -> prompts().size() == 2 && this.emulator.running().isEmpty());
        makeDue();
        assertThat(this.node.reconciler.reconcile().adopted()).isOne();
        assertDeliveredOnce();
    }

    private void assertDeliveredOnce() {
        this.predictions.start();
        await().until(() -> state() == CreateState.RUNNING || state() == CreateState.COMPLETED);
        await().until(() -> this.emulator.running().isEmpty());
        // The worker may still hold the create for a moment, and the reconciler omits it then.
        await().untilAsserted(() -> {
            makeDue();
            this.node.reconciler.reconcile();
            assertThat(state()).isEqualTo(CreateState.COMPLETED);
        });
        assertThat(prompts()).containsExactlyInAnyOrder("other", "order");
        assertThat(this.rows
                        .sql("select count(*) from replicate_inbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void crash(Step step) throws Exception {
        assertThat(ChildProcess.run(
                        CrashingSubmit.class,
                        this.database.url(),
                        this.emulator.baseUrl().toString(),
                        step.name()))
                .isEqualTo(CrashingSubmit.EXIT_CODE);
    }

    private CreateState state() {
        return this.predictions.find("order").orElseThrow().state();
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
