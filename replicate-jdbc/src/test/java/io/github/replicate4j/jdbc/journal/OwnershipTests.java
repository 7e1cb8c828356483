/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Which instance a create belongs to, and for how long. */
abstract class OwnershipTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private InterceptedDataSource connections;

    private JournalNode node;

    private JdbcClient rows;

    OwnershipTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.hang());
        this.emulator.webhooks().always().drop();
        this.testDatabase.sharedDatabase(1);
        this.connections = new InterceptedDataSource(this.testDatabase.node(4));
        this.node =
                node(SharedDatabase.of(this.connections, new JdbcTransactionManager(this.connections)), settings -> {});
        this.rows = this.testDatabase.client();
    }

    private JournalNode node(SharedDatabase database, Consumer<ReconcilerSettings.Builder> settings) {
        return new JournalNode(database, this.emulator.baseUrl(), JournalSettings.DEFAULT, settings);
    }

    private JournalNode otherNode(Consumer<ReconcilerSettings.Builder> settings) {
        return node(this.testDatabase.sharedDatabase(2), settings);
    }

    @AfterEach
    void stop() {
        this.connections.hook(call -> {});
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void aRequestInProgressIsRenewedAndItsTimeIsNotChanged() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Object sentAt = row(entry).get("sent_at");
        makeDue();
        this.node.renew();
        assertThat(row(entry)).containsEntry("sent_at", sentAt);
        assertThat(isDue(entry)).isFalse();
    }

    @Test
    void aCreateWhoseOutcomeCannotBeRecordedIsNotRenewed() {
        Prediction prediction = this.node.created(Origin.CREATE, "a");
        CreateJournal.Entry same = this.node.journal.begin(create(Origin.CREATE, "b", true));
        assertThatThrownBy(() -> same.created(prediction))
                .as("another create has the task")
                .isNotNull();
        makeDue();
        this.node.renew();
        assertThat(isDue(same)).isTrue();
    }

    @Test
    void aRowThatNoRequestBelongsToIsNotRenewed() {
        this.connections.hook(call -> {
            if (call.startsWith("insert")) {
                throw new IllegalStateException("The connection was lost");
            }
        });
        assertThatThrownBy(() -> this.node.journal.begin(create(Origin.CREATE, "a", true)))
                .hasMessageContaining("The connection was lost");
        this.connections.hook(call -> {});
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "b", true));
        entry.unknown(null, "Connection reset");
        this.rows
                .sql("update replicate_journal set node = :node")
                .param("node", this.node.name())
                .update();
        makeDue();
        this.node.renew();
        assertThat(isDue(entry)).isTrue();
    }

    @Test
    void outcomesThatCannotBeRecordedDoNotDelayRenewals() {
        CreateJournal.Entry unrecorded = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Prediction prediction = this.node.send(unrecorded, "a");
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "b", true));
        this.connections.available(false);
        assertThatThrownBy(() -> unrecorded.created(prediction)).isNotNull();
        this.connections.available(true);
        Semaphore blocked = new Semaphore(0);
        this.connections.hook(call -> {
            if (call.contains("set state = 'RUNNING'")) {
                blocked.acquireUninterruptibly();
            }
        });
        try {
            makeDue();
            this.node.reconciler.start();
            await().untilAsserted(() -> {
                assertThat(isDue(run)).isFalse();
                assertThat(row(run)).as("renewed, not claimed").containsEntry("claims", 0);
            });
        } finally {
            blocked.release(1_000);
        }
    }

    @Test
    void anErrorDoesNotEndRenewals() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", true));
        AtomicInteger errors = new AtomicInteger();
        this.connections.hook(call -> {
            if (call.contains("replicate_journal") && errors.incrementAndGet() <= 2) {
                throw new NoClassDefFoundError("Simulated");
            }
        });
        this.node.reconciler.start();
        await().until(() -> errors.get() >= 2);
        makeDue();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(isDue(run)).isFalse());
    }

    @Test
    void aRunIsRenewedUntilItsCallerNoLongerWaits() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", true));
        Prediction prediction = this.node.send(run, "a");
        run.created(prediction);
        makeDue();
        this.node.renew();
        assertThat(isDue(run)).isFalse();
        this.connections.available(false);
        assertThatThrownBy(() -> this.node.journal.finished(prediction)).isNotNull();
        this.connections.available(true);
        makeDue();
        this.node.renew();
        this.rows
                .sql("update replicate_journal set state = 'RUNNING', node = :node,"
                        + " due_at = current_timestamp - interval '1' second")
                .param("node", this.node.name())
                .update();
        this.node.renew();
        assertThat(isDue(run)).isTrue();
    }

    @Test
    void aRunThatIsBeingSentIsNotClaimedAfterAnOutageOfTheDatabase() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", true));
        makeDue();
        this.node.reconciler.reconcile();
        assertThat(row(run)).as("by its own instance").containsEntry("claims", 0);
        try (JournalNode other = otherNode(settings -> settings.orphanDelay(Duration.ofHours(1)))) {
            other.renew();
            other.reconciler.reconcile();
        }
        assertThat(row(run)).as("by another instance").containsEntry("claims", 0);
    }

    @Test
    void anInstanceTakesARunBackThatAnotherOneHasFound() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", true));
        Prediction prediction = this.node.send(run, "a");
        this.rows
                .sql("update replicate_journal set state = 'RUNNING', task_id = :task, node = null,"
                        + " due_at = current_timestamp - interval '1' second")
                .param("task", prediction.id())
                .update();
        run.created(prediction);
        assertThat(row(run).get("node")).isEqualTo(this.node.name());
        try (JournalNode other = otherNode(settings -> {})) {
            assertThat(other.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        }
        makeDue();
        this.node.renew();
        assertThat(isDue(run)).isFalse();
    }

    @Test
    void aRequestOfAnEndedInstanceIsDueSoonAfterAnotherOneWasStarted() {
        CreateJournal.Entry request = this.node.journal.begin(create(Origin.CREATE, "a", true));
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "b", true));
        try (JournalNode other = otherNode(settings -> {})) {
            other.reconciler.start();
            await().until(() -> isDueWithin(20, request));
            assertThat(isDueWithin(60, run)).isFalse();
            this.node.renew();
            assertThat(isDueWithin(60, request)).as("of a running instance").isFalse();
        }
    }

    @Test
    void aRequestThatMayStillBeSentIsSearchedAgainWhenItsFirstLeaseHasExpired() {
        this.node.created(Origin.CREATE, "seen");
        CreateJournal.Entry request = this.node.journal.begin(create(Origin.CREATE, "a", true));
        makeDue();
        try (JournalNode other = otherNode(settings -> {})) {
            other.reconciler.reconcile();
            assertThat(row(request)).containsEntry("state", "SENDING").containsEntry("checks", 1);
            assertThat(isDueWithin(90, request)).isFalse();
            assertThat(isDueWithin(121, request)).isTrue();
        }
    }

    @Test
    void aRequestWhoseInstanceEndedInItsFirstSearchIsDueSoon() {
        CreateJournal.Entry request = this.node.journal.begin(create(Origin.CREATE, "a", true));
        CreateJournal.Entry searched = this.node.journal.begin(create(Origin.CREATE, "b", true));
        this.rows
                .sql("update replicate_journal set node = null, checks = case when id = :id then 1 else 0 end,"
                        + " due_at = current_timestamp + interval '3' minute")
                .param("id", searched.id())
                .update();
        try (JournalNode other = otherNode(settings -> {})) {
            other.reconciler.start();
            await().until(() -> isDueWithin(20, request));
            assertThat(isDueWithin(120, searched))
                    .as("as early as a second search")
                    .isFalse();
        }
    }

    @Test
    void theTaskOfARunIsAnOrphanAfterFiveMinutesAlthoughItsRequestIsSearchedAfterTwo() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", true));
        Prediction prediction = this.node.send(run, "a");
        this.rows
                .sql("update replicate_journal set sent_at = sent_at - interval '130' second,"
                        + " renewed_at = renewed_at - interval '130' second")
                .update();
        makeDue();
        try (JournalNode other = otherNode(settings -> {})) {
            ReconcileResult result = other.reconciler.reconcile();
            assertThat(result.adopted()).isOne();
            assertThat(result.orphans()).isZero();
            assertThat(this.emulator.prediction(prediction.id()).status().isTerminal())
                    .isFalse();
            assertThat(isDueWithin(100, run)).isFalse();
            assertThat(isDueWithin(171, run)).isTrue();
            makeDue();
            assertThat(other.reconciler.reconcile().orphans()).isOne();
        }
    }

    @Test
    void concurrentCompletionsOfUnknownCreatesDoNotDeadlock() {
        CreateJournal.Entry first = this.node.journal.begin(create(Origin.CREATE, "a", true));
        CreateJournal.Entry second = this.node.journal.begin(create(Origin.CREATE, "b", true));
        CyclicBarrier searchedById = new CyclicBarrier(2);
        this.connections.hook(call -> {
            if (call.contains("task_id is null")) {
                meet(searchedById);
            }
        });
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(
                                () -> this.node.journal.completed("task-1", "succeeded", first.id())),
                        CompletableFuture.runAsync(
                                () -> this.node.journal.completed("task-2", "succeeded", second.id())))
                .join();
        assertThat(row(first)).containsEntry("state", "COMPLETED").containsEntry("task_id", "task-1");
        assertThat(row(second)).containsEntry("state", "COMPLETED").containsEntry("task_id", "task-2");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void aCompletionThatWasMissedWhileNoInstanceRanIsFoundByTheNextOne() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Prediction prediction = this.node.send(entry, "a");
        entry.created(prediction);
        this.node.client.predictions().cancel(prediction.id());
        this.rows
                .sql("update replicate_journal set checks = 3, due_at = current_timestamp + interval '15' minute")
                .update();
        try (JournalNode other = otherNode(settings -> {})) {
            other.reconciler.start();
            await().untilAsserted(() -> assertThat(row(entry)).containsEntry("state", "COMPLETED"));
        }
    }

    private boolean isDueWithin(int seconds, CreateJournal.Entry entry) {
        return this.rows
                        .sql("select count(*) from replicate_journal where id = :id"
                                + " and due_at <= current_timestamp + interval '" + seconds + "' second")
                        .param("id", entry.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }

    private boolean isDue(CreateJournal.Entry entry) {
        return this.rows
                        .sql("select count(*) from replicate_journal where id = :id and due_at <= current_timestamp")
                        .param("id", entry.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Map<String, Object> row(CreateJournal.Entry entry) {
        return this.rows
                .sql("select * from replicate_journal where id = :id")
                .param("id", entry.id())
                .query()
                .singleRow();
    }
}
