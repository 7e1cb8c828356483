/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.predictions.PredictionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

abstract class DurablePredictionsTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final List<AutoCloseable> opened = new ArrayList<>();

    private final List<DurablePrediction> failures = new CopyOnWriteArrayList<>();

    private JournalNode node;

    private JdbcClient rows;

    DurablePredictionsTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void open() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = node();
        this.rows = this.testDatabase.client();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = this.opened.size() - 1; i >= 0; i--) {
            this.opened.get(i).close();
        }
        this.emulator.close();
        this.testDatabase.close();
    }

    private JournalNode node() {
        Consumer<ReconcilerSettings.Builder> settings = reconciler -> reconciler.resend(ResendPolicy.WHEN_ABSENT);
        JournalNode opened = new JournalNode(
                this.testDatabase.sharedDatabase(10), this.emulator.baseUrl(), JournalSettings.DEFAULT, settings);
        this.opened.add(opened);
        return opened;
    }

    private DurablePredictions predictions(JournalNode node, Consumer<DurablePredictions.Builder> change) {
        DurablePredictions.Builder builder = DurablePredictions.builder(node.journal, node.client)
                .settings(SubmitSettings.DEFAULT.with(settings -> settings.pollInterval(Duration.ofMillis(50))));
        change.accept(builder);
        DurablePredictions predictions = builder.build();
        this.opened.add(predictions);
        return predictions;
    }

    private DurablePredictions predictions() {
        return predictions(
                this.node, builder -> builder.failureListener(event -> this.failures.add(event.prediction())));
    }

    private static DurablePrediction submit(DurablePredictions predictions, String key) {
        return predictions.submitForModel(
                key, JournalNode.MODEL, request -> request.input("prompt", key).reference("order-" + key));
    }

    @Test
    void aCommittedCreateIsSentOnceAndItsCompletionIsStored() {
        DurablePredictions predictions = predictions();
        predictions.start();
        assertThat(submit(predictions, "a"))
                .isEqualTo(new DurablePrediction("a", CreateState.QUEUED, null, null, "order-a", null));
        await().untilAsserted(() -> assertThat(predictions.find("a"))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(CreateState.RUNNING)));
        assertThat(created()).containsExactly("a");
        assertThat(this.rows
                        .sql("select count(*) from replicate_journal where request is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        awaitCompleted();
        this.node.awaitReconciled(1);
        assertThat(predictions.find("a")).hasValueSatisfying(found -> {
            assertThat(found.state()).isEqualTo(CreateState.COMPLETED);
            assertThat(found.status()).isEqualTo("succeeded");
            assertThat(found.predictionId())
                    .isEqualTo(this.emulator.predictions().get(0).id());
        });
    }

    @Test
    void aCreateIsPartOfTheTransactionOfTheCaller() {
        DurablePredictions predictions = predictions();
        predictions.start();
        SharedDatabase database = this.node.database;
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    submit(predictions, "rolled back");
                    throw new IllegalStateException("rollback");
                }))
                .hasMessage("rollback");
        database.inTransaction(() -> {
            submit(predictions, "committed");
            assertThat(predictions.find("committed")).isPresent();
            assertThat(created()).isEmpty();
            return null;
        });
        await().untilAsserted(() -> assertThat(created()).containsExactly("committed"));
        assertThat(predictions.find("rolled back")).isEmpty();
    }

    @Test
    void aKeyIsIdempotentAndBelongsToOneRequest() {
        DurablePredictions predictions = predictions();
        submit(predictions, "a");
        assertThat(submit(predictions, "a").state()).isEqualTo(CreateState.QUEUED);
        assertThatThrownBy(() ->
                        predictions.submitForModel("a", JournalNode.MODEL, request -> request.input("prompt", "b")))
                .isInstanceOfSatisfying(
                        SubmitKeyConflictException.class,
                        ex -> assertThat(ex.key()).isEqualTo("a"))
                .hasMessageContaining("'a'");
        assertThatIllegalArgumentException().isThrownBy(() -> submit(predictions, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> submit(predictions, "a "))
                .withMessage("key must not end with a space");
        assertThatIllegalArgumentException().isThrownBy(() -> submit(predictions, "x".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictions.submit("b", PredictionRequest.of(request -> request.input(Map.of()))));
    }

    @Test
    void eightThreadsSubmitOneKeyOnce() throws Exception {
        DurablePredictions predictions = predictions();
        predictions.start();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                String key = "key-" + round;
                List<Future<DurablePrediction>> results = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    results.add(threads.submit(() -> submit(predictions, key)));
                }
                for (Future<DurablePrediction> result : results) {
                    assertThat(result.get().key()).isEqualTo(key);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        await().untilAsserted(() -> assertThat(created()).hasSize(10));
        assertThat(created()).doesNotHaveDuplicates();
    }

    @Test
    void createsThatReplicateDoesNotAcceptNowAreSentAgain() {
        this.emulator
                .faults()
                .next(2, Operation.MODELS_PREDICTIONS_CREATE)
                .status(429)
                .retryAfter(Duration.ofSeconds(1));
        this.emulator.faults().next(1, Operation.MODELS_PREDICTIONS_CREATE).status(401);
        this.emulator.faults().next(1, Operation.MODELS_PREDICTIONS_CREATE).resetBeforeRequestRead();
        DurablePredictions predictions = predictions();
        predictions.start();
        submit(predictions, "a");
        submit(predictions, "b");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(states())
                        .as("the reset may have been after the request")
                        .doesNotContain("QUEUED", "REFUSED"));
        assertThat(created()).doesNotHaveDuplicates();
        assertThat(this.failures).isEmpty();
    }

    @Test
    void aRefusedCreateIsPublishedOnceInATransaction() {
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        AtomicInteger calls = new AtomicInteger();
        DurablePredictions predictions = predictions(
                this.node,
                builder -> builder.failureListener(event -> {
                    this.rows.sql("select 1").query().singleRow();
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("The listener fails at first");
                    }
                    this.failures.add(event.prediction());
                }));
        predictions.start();
        submit(predictions, "a");
        await().until(() -> calls.get() == 1);
        await().untilAsserted(() -> assertThat(predictions.find("a")).hasValueSatisfying(found -> {
            assertThat(found.state()).isEqualTo(CreateState.REFUSED);
            assertThat(found.error()).contains("422");
        }));
        makeDue();
        await().untilAsserted(() -> assertThat(this.failures).hasSize(1));
        assertThat(this.failures.get(0).key()).isEqualTo("a");
        assertThat(this.failures.get(0).reference()).isEqualTo("order-a");
        await().untilAsserted(() -> assertThat(this.rows
                        .sql("select count(*) from replicate_journal where due_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    @Test
    void aLostResponseIsAdoptedAndALostRequestIsSentAgain() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        DurablePredictions predictions = predictions();
        predictions.start();
        submit(predictions, "a");
        await().untilAsserted(() -> assertThat(this.rows
                        .sql("select count(*) from replicate_journal where state = 'SENDING' and node is null")
                        .query(Integer.class)
                        .single())
                .isOne());
        assertThat(submit(predictions, "a").state()).isEqualTo(CreateState.SENDING);
        awaitCompleted();
        // What a process leaves that ends before it sends.
        predictions.close();
        DurablePredictions stopped = predictions(node(), builder -> {});
        submit(stopped, "b");
        this.rows
                .sql(
                        "update replicate_journal set state = 'SENDING', sent_at = current_timestamp where submit_key = 'b'")
                .update();
        makeDue();
        assertThat(this.node.reconciler.reconcile().adopted()).isOne();
        makeDue();
        assertThat(this.node.reconciler.reconcile().resent()).isOne();
        stopped.start();
        await().untilAsserted(() -> assertThat(created()).containsExactlyInAnyOrder("a", "b"));
    }

    @Test
    void aQueuedCreateIsCancelledAndARunningOneAtReplicate() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        DurablePredictions predictions = predictions();
        submit(predictions, "a");
        submit(predictions, "b");
        assertThat(predictions.cancel("a"))
                .hasValueSatisfying(canceled -> assertThat(canceled.state()).isEqualTo(CreateState.CANCELED));
        assertThat(predictions.cancel("unknown")).isEmpty();
        predictions.start();
        await().until(() -> predictions.find("b").orElseThrow().state() == CreateState.RUNNING);
        predictions.cancel("b");
        await().until(() -> this.emulator.predictions().get(0).status() == EmulatedPrediction.Status.CANCELED);
        assertThat(created()).containsExactly("b");
    }

    @Test
    void thePredictionOfAnExpiredCreateIsCancelledIfItStillExists() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        DurablePredictions predictions = predictions();
        predictions.start();
        submit(predictions, "a");
        await().until(() -> predictions.find("a").orElseThrow().state() == CreateState.RUNNING);
        this.rows
                .sql("update replicate_journal set state = 'EXPIRED', completed_at = current_timestamp, due_at = null")
                .update();
        assertThat(predictions.cancel("a").orElseThrow().state()).isEqualTo(CreateState.EXPIRED);
        await().until(() -> this.emulator.predictions().get(0).status() == EmulatedPrediction.Status.CANCELED);
        this.rows.sql("update replicate_journal set task_id = 'unknown'").update();
        assertThat(predictions.cancel("a").orElseThrow().state()).isEqualTo(CreateState.EXPIRED);
    }

    @Test
    void aCreateIsCancelledInATransactionThatReadItBeforeItWasSent() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        DurablePredictions predictions = predictions();
        submit(predictions, "a");
        try {
            this.node.database.inTransaction(() -> {
                assertThat(predictions.find("a").orElseThrow().state()).isEqualTo(CreateState.QUEUED);
                predictions.start();
                await().until(() -> states().equals(List.of("RUNNING")));
                return predictions.cancel("a");
            });
        } catch (DataAccessException ex) {
            if (this.node.database.dialect() != JdbcDialect.MARIADB) {
                throw ex;
            }
            // MariaDB 11.6.2 and later reject the change, so the application repeats its transaction.
            predictions.cancel("a");
        }
        await().until(() -> this.emulator.predictions().get(0).status() == EmulatedPrediction.Status.CANCELED);
    }

    @Test
    void aCreateThatIsBeingSentIsCancelledAsSoonAsItsIdIsKnown() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).delay(Duration.ofMillis(1_500));
        DurablePredictions predictions = predictions();
        predictions.start();
        submit(predictions, "a");
        await().until(() -> predictions.find("a").orElseThrow().state() == CreateState.SENDING);
        assertThat(predictions.cancel("a").orElseThrow().state()).isEqualTo(CreateState.SENDING);
        await().until(() -> !this.emulator.predictions().isEmpty()
                && this.emulator.predictions().get(0).status() == EmulatedPrediction.Status.CANCELED);
    }

    @Test
    void thePredictionsInFlightAreLimitedForAllNodes() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        Consumer<DurablePredictions.Builder> limit = builder -> builder.settings(
                SubmitSettings.DEFAULT.with(settings -> settings.maxInFlight(3).pollInterval(Duration.ofMillis(20))));
        DurablePredictions first = predictions(this.node, limit);
        DurablePredictions second = predictions(node(), limit);
        for (int i = 0; i < 10; i++) {
            submit(first, "k" + i);
        }
        first.start();
        second.start();
        await().until(() -> this.emulator.predictions().size() == 3);
        for (int sent = 3; sent < 10; sent++) {
            assertThat(this.emulator.running()).hasSizeLessThanOrEqualTo(3);
            this.emulator.running().stream().limit(1).forEach(id -> {
                this.node.client.predictions().cancel(id);
                await().ignoreExceptions().until(() -> this.node.journal.completed(id, "canceled", null));
            });
            int expected = sent + 1;
            await().until(() -> this.emulator.predictions().size() == expected);
        }
    }

    @Test
    void aBudgetLimitsCreates() {
        AtomicInteger permits = new AtomicInteger(2);
        DurablePredictions predictions = predictions(
                this.node, builder -> builder.budget(() -> permits.getAndUpdate(left -> Math.max(0, left - 1)) > 0));
        for (int i = 0; i < 4; i++) {
            submit(predictions, "k" + i);
        }
        predictions.start();
        await().until(() -> created().size() == 2 && permits.get() == 0);
        permits.set(2);
        await().until(() -> created().size() == 4);
    }

    private List<String> created() {
        return this.emulator.predictions().stream()
                .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                .toList();
    }

    private List<String> states() {
        return this.rows
                .sql("select state from replicate_journal")
                .query(String.class)
                .list();
    }

    private void awaitCompleted() {
        await().until(() -> this.emulator.running().isEmpty());
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }
}
