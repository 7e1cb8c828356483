/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.testing.CapturedLog;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Statements fail, and instances stop, while durable creates are sent. */
abstract class SubmitFailureTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final List<DurablePredictions> opened = new ArrayList<>();

    private InterceptedDataSource connections;

    private JournalNode node;

    private JdbcClient rows;

    SubmitFailureTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void open() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.hang());
        this.emulator.webhooks().always().drop();
        this.testDatabase.sharedDatabase(1);
        this.connections = new InterceptedDataSource(this.testDatabase.node(6));
        this.node = new JournalNode(
                SharedDatabase.of(this.connections, new JdbcTransactionManager(this.connections)),
                this.emulator.baseUrl());
        this.rows = this.testDatabase.client();
    }

    @AfterEach
    void close() {
        this.connections.hook(call -> {});
        this.opened.forEach(DurablePredictions::close);
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    private DurablePredictions predictions(java.util.function.Consumer<DurablePredictions.Builder> change) {
        DurablePredictions.Builder builder = DurablePredictions.builder(this.node.journal, this.node.client)
                .settings(SubmitSettings.DEFAULT.with(
                        settings -> settings.pollInterval(Duration.ofMillis(50)).maxInFlight(5)));
        change.accept(builder);
        DurablePredictions predictions = builder.build();
        this.opened.add(predictions);
        return predictions;
    }

    private static void submit(DurablePredictions predictions, String key) {
        predictions.submitForModel(key, JournalNode.MODEL, request -> request.input("prompt", key));
    }

    /** Fail one call that matches after the first claim. */
    private void failAfterClaim(Predicate<String> matches) {
        AtomicBoolean claimed = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        this.connections.hook(call -> {
            if (call.contains("set state = 'SENDING'")) {
                claimed.set(true);
            } else if (claimed.get() && matches.test(call) && failed.compareAndSet(false, true)) {
                throw new SQLException("The connection was lost");
            }
        });
    }

    @Test
    void aCreateIsSentAlthoughAStatementFailsAfterItsClaim() {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        failAfterClaim(call -> call.startsWith("select count(*)"));
        predictions.start();
        await().untilAsserted(() -> assertThat(prompts()).containsExactly("a"));
    }

    @Test
    void aCreateIsSentAlthoughItIsUnknownWhetherItsClaimWasCommitted() {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        failAfterClaim(call -> call.equals("commit"));
        this.node.reconciler.start();
        predictions.start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(prompts()).containsExactly("a"));
    }

    @Test
    void aRefusalIsRecordedAlthoughItsStatementFails() {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        failAfterClaim(call -> call.contains("'REFUSED'"));
        this.node.reconciler.start();
        predictions.start();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(predictions)).isEqualTo(CreateState.REFUSED));
    }

    @Test
    void anErrorDoesNotStopTheWorker() {
        DurablePredictions predictions = predictions(builder -> {});
        AtomicBoolean failed = new AtomicBoolean();
        this.connections.hook(call -> {
            if (call.startsWith("select count(*)") && failed.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("Simulated");
            }
        });
        predictions.start();
        await().untilTrue(failed);
        submit(predictions, "a");
        await().untilAsserted(() -> assertThat(prompts()).containsExactly("a"));
    }

    @Test
    void createsThatAreClaimedWhileTheInstanceStopsAreQueuedAgain() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        submit(predictions, "b");
        AtomicBoolean claiming = new AtomicBoolean();
        Semaphore claim = new Semaphore(0);
        this.connections.hook(call -> {
            if (call.contains("set state = 'SENDING'") && claiming.compareAndSet(false, true)) {
                claim.acquireUninterruptibly();
            }
        });
        predictions.start();
        await().untilTrue(claiming);
        Thread closing = new Thread(predictions::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        claim.release();
        closing.join();
        assertThat(prompts()).isEmpty();
        assertThat(this.rows
                        .sql("select state from replicate_journal")
                        .query(String.class)
                        .list())
                .containsExactly("QUEUED", "QUEUED");
    }

    /** An interrupt in a statement closes a database in files. */
    @ParameterizedTest
    @ValueSource(strings = {"replicate-reconciler-", "replicate-journal-renewals-"})
    void aStatementOfTheReconcilerIsNotInterruptedWhileTheInstanceStops(String threads) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Boolean> completed = new CompletableFuture<>();
        this.connections.hook(call -> {
            if (Thread.currentThread().getName().startsWith(threads) && running.getCount() > 0) {
                running.countDown();
                try {
                    closing.await();
                    completed.complete(true);
                } catch (InterruptedException ex) {
                    completed.complete(false);
                }
            }
        });
        this.node.reconciler.start();
        running.await();
        Thread closer = new Thread(this.node.reconciler::close);
        closer.start();
        await().until(() -> completed.isDone() || closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();
        assertThat(completed.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aCreateThatNoLongerBelongsToTheInstanceForCertainIsNotSent() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        CreateQueue queue = queue(this.node);
        DurableCreate claimed = queue.claim(1).get(0);
        queue.release(claimed);
        sender(queue).send(claimed, () -> {});
        assertThat(prompts()).isEmpty();
        assertThat(state(predictions)).isEqualTo(CreateState.QUEUED);
    }

    @Test
    void aCreateIsNotRetriedAfterItsClaimWasLost() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(429);
        CreateQueue queue = queue(this.node);
        DurableCreate claimed = queue.claim(1).get(0);
        try (Replicate client = Replicate.builder()
                .baseUrl(this.emulator.baseUrl())
                .bearerToken(this.emulator.token())
                .maxRetries(3)
                .build()) {
            StoredCreates stored = StoredCreates.of(client.async().predictions());
            new CreateSender(queue, client, () -> stored).send(claimed, () -> queue.release(claimed));
        }
        assertThat(this.emulator.requests().creates()).hasSize(1);
        assertThat(this.emulator.predictions()).isEmpty();
        assertThat(state(predictions)).isEqualTo(CreateState.QUEUED);
    }

    @Test
    void aRateLimitDelaysCreatesByUpToFiveMinutes() throws Exception {
        this.emulator
                .faults()
                .next(Operation.MODELS_PREDICTIONS_CREATE)
                .status(429)
                .retryAfter(Duration.ofDays(365));
        submit(predictions(builder -> {}), "a");
        CreateQueue queue = queue(this.node);
        DurableCreate create = queue.claim(1).get(0);
        assertThat(sender(queue).send(create, () -> {}).duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(this.rows
                        .sql("select count(*) from replicate_journal where state = 'QUEUED' and due_at <= "
                                + this.node.database.dialect().nowPlusMillis("300000"))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 407})
    void aResponseOfAProxyDoesNotRefuseACreate(int status) throws Exception {
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).status(status);
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        CreateQueue queue = queue(this.node);
        sender(queue).send(queue.claim(1).get(0), () -> {});
        assertThat(state(predictions)).isEqualTo(CreateState.QUEUED);
    }

    @Test
    void aCreateOfAnotherInstanceIsNeitherSentNorChanged() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        try (JournalNode other = new JournalNode(this.testDatabase.sharedDatabase(2), this.emulator.baseUrl())) {
            DurableCreate claimedByOther = queue(other).claim(1).get(0);
            sender().send(claimedByOther, () -> {});
        }
        assertThat(prompts()).isEmpty();
        assertThat(state(predictions)).isEqualTo(CreateState.SENDING);
    }

    @Test
    void aPredictionThatWasCreatedASecondTimeIsCancelled() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        CreateQueue queue = queue(this.node);
        DurableCreate create = queue.claim(1).get(0);
        String first = this.node.send(create.id(), "a").id();
        this.rows
                .sql("update replicate_journal set state = 'RUNNING', task_id = :task, node = null")
                .param("task", first)
                .update();
        sender(queue).send(create, () -> {});
        assertThat(this.emulator.prediction(first).status().isTerminal()).isFalse();
        assertThat(this.emulator.predictions().stream()
                        .filter(prediction -> !prediction.id().equals(first))
                        .map(EmulatedPrediction::status))
                .containsExactly(EmulatedPrediction.Status.CANCELED);
    }

    @Test
    void aPredictionThatCannotBeCancelledIsNamed() throws Exception {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        this.emulator.faults().always(Operation.PREDICTIONS_CANCEL).status(422);
        CreateQueue queue = queue(this.node);
        DurableCreate create = queue.claim(1).get(0);
        predictions.cancel("a");
        try (CapturedLog log = CapturedLog.ofThisThread(CreateSender.class)) {
            assertThat(sender(queue).send(create, () -> {})).isEqualTo(CreateSender.Pause.NONE);
            String id = this.emulator.predictions().get(0).id();
            assertThat(log.messages())
                    .filteredOn(message -> message.contains(id))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("'a'", "could not be cancelled");
        }
        assertThat(state(predictions)).isEqualTo(CreateState.RUNNING);
    }

    private static CreateQueue queue(JournalNode node) {
        return new CreateQueue(OpenJournal.of(node.journal));
    }

    private CreateSender sender() {
        return sender(queue(this.node));
    }

    private CreateSender sender(CreateQueue queue) {
        return new CreateSender(
                queue,
                this.node.client,
                () -> StoredCreates.of(this.node.client.async().predictions()));
    }

    @Test
    void aCancellationIsAPartOfTheTransactionOfTheCaller() {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        assertThat(queue(this.node).claim(1)).hasSize(1);
        assertThatThrownBy(() -> this.node.database.inTransaction(() -> {
                    predictions.cancel("a");
                    throw new IllegalStateException("rollback");
                }))
                .hasMessage("rollback");
        assertThat(cancelRequested()).isFalse();
        predictions.cancel("a");
        assertThat(cancelRequested()).isTrue();
    }

    private boolean cancelRequested() {
        return this.rows
                .sql("select cancel_requested from replicate_journal")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aCancelledCreateIsNotQueuedAgain() {
        DurablePredictions predictions = predictions(builder -> {});
        submit(predictions, "a");
        CreateQueue queue = queue(this.node);
        DurableCreate create = queue.claim(1).get(0);
        predictions.cancel("a");
        queue.requeue(create, Duration.ZERO, true, "429");
        assertThat(state(predictions)).isEqualTo(CreateState.CANCELED);
        assertThat(this.rows
                        .sql("select count(*) from replicate_journal where due_at is null and request is null"
                                + " and node is null and completed_at is not null")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void anErrorInAListenerOfFailuresIsRepeated() {
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        AtomicInteger calls = new AtomicInteger();
        DurablePredictions predictions = predictions(builder -> builder.failureListener(event -> {
            if (calls.incrementAndGet() == 1) {
                throw new AssertionError("Simulated");
            }
        }));
        predictions.start();
        submit(predictions, "a");
        await().until(() -> calls.get() == 1);
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second")
                .update();
        await().until(() -> calls.get() == 2);
    }

    @Test
    void aRunningListenerOfFailuresCompletesBeforeTheInstanceStops() throws Exception {
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicBoolean completed = new AtomicBoolean();
        DurablePredictions predictions = predictions(builder -> builder.failureListener(event -> {
            called.countDown();
            try {
                closing.await();
                completed.set(true);
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }));
        predictions.start();
        submit(predictions, "a");
        called.await();
        Thread closer = new Thread(predictions::close);
        closer.start();
        await().until(() -> Stream.of(closer.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(FailureNotifier.class.getName())
                        && frame.getMethodName().equals("close")));
        closing.countDown();
        closer.join();
        assertThat(completed).isTrue();
    }

    @Test
    void aRunningListenerOfFailuresIsInterruptedIfTheThreadThatWaitsForItIs() throws Exception {
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        DurablePredictions predictions = predictions(builder -> builder.failureListener(event -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                interrupted.countDown();
                throw new IllegalStateException(ex);
            }
        }));
        predictions.start();
        submit(predictions, "a");
        called.await();
        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            predictions.close();
        });
        closer.start();
        closer.join();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSlowListenerOfFailuresDoesNotHoldOtherFailures() {
        this.emulator.faults().always(Operation.MODELS_PREDICTIONS_CREATE).status(422);
        Semaphore slow = new Semaphore(0);
        AtomicInteger calls = new AtomicInteger();
        DurablePredictions predictions = predictions(builder -> builder.failureListener(event -> {
            calls.incrementAndGet();
            slow.acquireUninterruptibly();
        }));
        for (String key : List.of("a", "b", "c")) {
            submit(predictions, key);
        }
        DurablePredictions sending = predictions(builder -> {});
        sending.start();
        await().until(() -> this.rows
                        .sql("select count(*) from replicate_journal where state = 'REFUSED'")
                        .query(Integer.class)
                        .single()
                == 3);
        try {
            predictions.start();
            await().until(() -> calls.get() == 1);
            assertThat(this.rows
                            .sql("select count(*) from replicate_journal where checks > 0")
                            .query(Integer.class)
                            .single())
                    .as("claimed failures")
                    .isOne();
        } finally {
            slow.release(1_000);
        }
    }

    private CreateState state(DurablePredictions predictions) {
        return predictions.find("a").orElseThrow().state();
    }

    private List<String> prompts() {
        return this.emulator.predictions().stream()
                .map(prediction -> String.valueOf(prediction.input().get("prompt")))
                .toList();
    }
}
