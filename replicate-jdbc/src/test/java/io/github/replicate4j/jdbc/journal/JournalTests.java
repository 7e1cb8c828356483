/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.internal.journal.JournalEntries;
import io.github.replicate4j.jdbc.internal.journal.EntryIds;
import io.github.replicate4j.jdbc.journal.reconcile.OrphanPolicy;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

abstract class JournalTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JournalNode node;

    private JdbcClient rows;

    JournalTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator
                .model(JournalNode.MODEL)
                .official()
                .respond(script -> script.log("drawn").output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = node(settings -> {});
        this.rows = this.testDatabase.client();
    }

    private JournalNode node(java.util.function.Consumer<ReconcilerSettings.Builder> settings) {
        return new JournalNode(
                this.testDatabase.sharedDatabase(4), this.emulator.baseUrl(), JournalSettings.DEFAULT, settings);
    }

    @AfterEach
    void stop() {
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void aCreateIsRecordedBeforeItIsSent() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        assertThat(entry.id()).matches("[0-9A-Z]{26}");
        assertThat(row(entry.id()))
                .containsEntry("state", "SENDING")
                .containsEntry("reference", "order-a")
                .containsEntry("client", "default");
        Prediction prediction = this.node.send(entry, "a");
        entry.created(prediction);
        assertThat(row(entry.id())).containsEntry("state", "RUNNING").containsEntry("task_id", prediction.id());
        this.node.journal.completed(prediction.id(), "succeeded", null);
        assertThat(row(entry.id())).containsEntry("state", "COMPLETED").containsEntry("task_status", "succeeded");
    }

    @Test
    void outcomesAreRecorded() {
        CreateJournal.Entry refused = this.node.journal.begin(create(Origin.CREATE, "a", true));
        refused.refused("Unprocessable: token r8_secretsecretsecret");
        assertThat(row(refused.id())).containsEntry("state", "REFUSED");
        assertThat((String) row(refused.id()).get("last_error"))
                .contains("r8_***")
                .doesNotContain("secretsecret");
        CreateJournal.Entry unknown = this.node.journal.begin(create(Origin.CREATE, "b", true));
        unknown.unknown(null, "Connection reset");
        assertThat(row(unknown.id())).containsEntry("state", "SENDING").containsEntry("node", null);
        CreateJournal.Entry identified = this.node.journal.begin(create(Origin.CREATE, "c", true));
        identified.unknown("id-1", "Unreadable");
        assertThat(row(identified.id())).containsEntry("state", "RUNNING").containsEntry("task_id", "id-1");
    }

    @Test
    void theValueOfARunIsItsCompletion() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", false));
        run.created(completed(this.node.send(run, "a")));
        assertThat(row(run.id())).containsEntry("state", "COMPLETED");
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        assertThat(inbox()).isEmpty();
    }

    @Test
    void theRunsAndCreatesOfAClientAreRecorded() {
        try (Replicate client = Replicate.builder()
                .baseUrl(this.emulator.baseUrl())
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .journal(this.node.journal)
                .build()) {
            client.run(JournalNode.MODEL, Map.of("prompt", "run"));
            client.models().predictions().create(JournalNode.MODEL, request -> request.input("prompt", "create"));
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(states()).containsExactlyInAnyOrder("COMPLETED", "RUNNING"));
        }
        completedAll();
        this.node.awaitReconciled(1);
        assertThat(states()).containsOnly("COMPLETED");
    }

    @Test
    void theEndOfARunCanBeReportedBeforeItsCreate() {
        CreateJournal.Entry run = this.node.journal.begin(create(Origin.RUN, "a", false));
        Prediction prediction = this.node.send(run, "a");
        this.node.journal.finished(prediction);
        run.created(prediction);
        assertThat(row(run.id())).containsEntry("state", "COMPLETED").containsEntry("node", null);
        CreateJournal.Entry create = this.node.journal.begin(create(Origin.CREATE, "b", false));
        Prediction created = this.node.send(create, "b");
        create.created(created);
        this.node.journal.finished(created);
        assertThat(row(create.id())).containsEntry("state", "RUNNING");
    }

    @Test
    void aCreateIsNotSentWithoutARecordUnlessConfigured() {
        this.rows.sql("drop table replicate_journal").update();
        assertThatThrownBy(() -> this.node.journal.begin(create(Origin.CREATE, "a", true)))
                .isInstanceOf(RuntimeException.class);
        JdbcCreateJournal optional = JdbcCreateJournal.of(
                this.node.database, "default", JournalSettings.DEFAULT.with(settings -> settings.required(false)));
        CreateJournal.Entry entry = optional.begin(create(Origin.CREATE, "a", true));
        entry.created(this.node.send(entry, "a"));
        assertThat(this.emulator.predictions()).hasSize(1);
    }

    @Test
    void anOutcomeIsRecordedWhenTheDatabaseIsAvailableAgain() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Prediction prediction = this.node.send(entry, "a");
        this.rows.sql("alter table replicate_journal rename to moved").update();
        assertThatThrownBy(() -> entry.created(prediction)).isInstanceOf(RuntimeException.class);
        this.rows.sql("alter table moved rename to replicate_journal").update();
        this.node.retryUpdates();
        assertThat(row(entry.id())).containsEntry("state", "RUNNING").containsEntry("task_id", prediction.id());
    }

    @Test
    void aCompletionFindsItsCreateByTheEntryIdAndLateOutcomesDoNotChangeIt() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Prediction prediction = completed(this.node.send(entry, "a"));
        assertThat(this.node.journal.completed(prediction.id(), "succeeded", JournalEntries.id(prediction)))
                .isTrue();
        assertThat(this.node.journal.completed(prediction.id(), "succeeded", null))
                .isFalse();
        entry.created(prediction);
        assertThat(row(entry.id())).containsEntry("state", "COMPLETED").containsEntry("task_id", prediction.id());
        entry.unknown(null, "late");
        assertThat(row(entry.id())).containsEntry("state", "COMPLETED");
    }

    @Test
    void aMissedCompletionIsPublishedOnce() {
        Prediction prediction = completed(this.node.created(Origin.CREATE, "a"));
        assertThat(this.node.reconciler.reconcile().completed())
                .as("the webhook has time to arrive")
                .isZero();
        makeDue();
        assertThat(this.node.reconciler.reconcile().completed()).isOne();
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        assertThat(inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("event_key", "completed:" + prediction.id())
                        .containsEntry("source", "RECONCILER")
                        .containsEntry("reference", "order-a"));
        assertThat(this.rows
                        .sql("select payload from replicate_inbox")
                        .query(String.class)
                        .single())
                .contains("drawn", "picture", "\"status\":\"succeeded\"");
        assertThat(states()).containsExactly("COMPLETED");
    }

    @Test
    void aCompletionThatTheInboxHasCompletesTheCreate() {
        Prediction prediction = completed(this.node.created(Origin.CREATE, "a"));
        String id = prediction.id();
        assertThat(this.node.inbox.store(Completions.key(id), Completions.event(id), Completions.body(id)))
                .isTrue();
        makeDue();
        assertThat(this.node.reconciler.reconcile().completed()).isZero();
        assertThat(states()).containsExactly("COMPLETED");
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void aRunningTaskIsCheckedAgainLater() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        this.node.created(Origin.CREATE, "a");
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        assertThat(dueInSeconds()).isBetween(100.0, 121.0);
        makeDue();
        this.node.reconciler.reconcile();
        assertThat(dueInSeconds()).isBetween(220.0, 241.0);
    }

    @Test
    void aTaskThatNoLongerExistsExpires() {
        this.node.created(Origin.CREATE, "a");
        this.rows
                .sql("update replicate_journal set task_id = 'unknown', checks = 4")
                .update();
        makeDue();
        assertThat(this.node.reconciler.reconcile().expired()).isOne();
        assertThat(states()).containsExactly("EXPIRED");
    }

    @Test
    void aTaskThatNeverCompletesExpires() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        this.node.created(Origin.CREATE, "a");
        this.rows
                .sql("update replicate_journal set created_at = created_at - interval '25' hour,"
                        + " sent_at = sent_at - interval '25' hour")
                .update();
        makeDue();
        assertThat(this.node.reconciler.reconcile().expired()).isOne();
        assertThat(states()).containsExactly("EXPIRED");
    }

    @Test
    void aTaskWhoseCheckIsAlwaysRejectedExpires() {
        this.node.created(Origin.CREATE, "a");
        this.emulator.faults().always(Operation.PREDICTIONS_GET).status(403);
        makeDue();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        this.rows
                .sql("update replicate_journal set created_at = created_at - interval '25' hour,"
                        + " sent_at = sent_at - interval '25' hour")
                .update();
        this.emulator.faults().next(Operation.PREDICTIONS_GET).status(500);
        makeDue();
        assertThat(this.node.reconciler.reconcile())
                .as("Replicate may respond later")
                .isEqualTo(JournalNode.NOTHING);
        makeDue();
        assertThat(this.node.reconciler.reconcile().expired()).isOne();
        assertThat(states()).containsExactly("EXPIRED");
    }

    @Test
    void aCreateWhoseResponseWasLostIsAdoptedByItsEntryId() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        this.emulator.faults().next(Operation.MODELS_PREDICTIONS_CREATE).lostResponse();
        assertThatThrownBy(() -> this.node.send(entry, "a")).isInstanceOf(RuntimeException.class);
        entry.unknown(null, "Connection reset");
        completedAll();
        makeDue();
        ReconcileResult result = this.node.reconciler.reconcile();
        assertThat(result.adopted()).isOne();
        assertThat(result.completed()).isOne();
        assertThat(row(entry.id()))
                .containsEntry("state", "COMPLETED")
                .containsEntry("task_id", this.emulator.predictions().get(0).id());
    }

    @Test
    void createsWithoutWebhooksAreAdoptedByTheirInputs() {
        List<String> entries = new ArrayList<>();
        for (String prompt : List.of("same", "same", "other")) {
            CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, prompt, false));
            entries.add(entry.id());
            this.node.sendWithoutWebhook(prompt);
            entry.unknown(null, "Connection reset");
        }
        completedAll();
        makeDue();
        assertThat(this.node.reconciler.reconcile().adopted()).isEqualTo(3);
        assertThat(states()).containsExactly("COMPLETED", "COMPLETED", "COMPLETED");
        assertThat(inbox()).hasSize(3);
    }

    @Test
    void absenceIsConcludedOnlyAfterAnotherCreateWasSeenAndTwoSearches() {
        CreateJournal.Entry lost = this.node.journal.begin(create(Origin.CREATE, "a", true));
        lost.unknown(null, "Connection reset");
        for (int i = 0; i < 3; i++) {
            makeDue();
            assertThat(this.node.reconciler.reconcile().lost())
                    .as("the list may not show webhooks")
                    .isZero();
        }
        this.node.created(Origin.CREATE, "b");
        CreateJournal.Entry second = this.node.journal.begin(create(Origin.CREATE, "c", true));
        second.unknown(null, "Connection reset");
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isOne();
        assertThat(row(lost.id())).containsEntry("state", "LOST");
        assertThat(row(second.id())).as("one search is not enough").containsEntry("state", "SENDING");
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isOne();
        assertThat(row(second.id())).containsEntry("state", "LOST");
        this.node.journal.completed("late", "succeeded", second.id());
        assertThat(row(second.id())).containsEntry("state", "COMPLETED");
    }

    @Test
    void theRequestOfALivingNodeIsNotSearched() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        makeDue();
        this.node.renew();
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        assertThat(row(entry.id())).containsEntry("checks", 0);
    }

    @Test
    void theTaskOfARunIsCancelledWhenItsNodeHasEnded() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        Prediction prediction = this.node.created(Origin.RUN, "a");
        makeDue();
        this.node.renew();
        assertThat(this.node.reconciler.reconcile()).as("renewed").isEqualTo(JournalNode.NOTHING);
        makeDue();
        JournalNode other = node(settings -> {});
        try (other) {
            assertThat(other.reconciler.reconcile().orphans()).isOne();
        }
        assertThat(this.emulator.prediction(prediction.id()).status().isTerminal())
                .isTrue();
        assertThat(states()).containsExactly("COMPLETED");
        assertThat(inbox()).isEmpty();
    }

    @Test
    void theCompletionOfATaskIsFoundAlthoughItsCancellationIsRejected() {
        completed(this.node.created(Origin.RUN, "a"));
        this.rows
                .sql("update replicate_journal set created_at = created_at - interval '25' hour,"
                        + " sent_at = sent_at - interval '25' hour")
                .update();
        this.emulator.faults().always(Operation.PREDICTIONS_CANCEL).status(403);
        makeDue();
        try (JournalNode other = node(settings -> {})) {
            assertThat(other.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        }
        assertThat(states()).containsExactly("COMPLETED");
    }

    @Test
    void theTaskOfALivingNodeIsNotCancelledAfterAnOutageOfTheDatabase() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        Prediction prediction = this.node.created(Origin.RUN, "a");
        makeDue();
        assertThat(this.node.reconciler.reconcile())
                .as("the node that waits for the run")
                .isEqualTo(JournalNode.NOTHING);
        try (JournalNode other = node(settings -> settings.orphanDelay(Duration.ofHours(1)))) {
            other.renew();
            assertThat(other.reconciler.reconcile())
                    .as("a node that has not renewed its runs for long enough")
                    .isEqualTo(JournalNode.NOTHING);
        }
        assertThat(this.emulator.prediction(prediction.id()).status().isTerminal())
                .isFalse();
        assertThat(states()).containsExactly("RUNNING");
    }

    /** It renews no rows, so that none of its renewals would fail during the outage. */
    @Test
    void aNodeWithoutCreatesDoesNotCancelTheTaskOfALivingNodeAfterAnOutageOfTheDatabase() {
        this.emulator.model(JournalNode.MODEL).respond(script -> script.hang());
        Prediction prediction = this.node.created(Origin.RUN, "a");
        try (JournalNode other = node(settings -> settings.orphanDelay(Duration.ofNanos(1)))) {
            other.renew();
            this.rows.sql("alter table replicate_journal rename to moved").update();
            assertThatThrownBy(other::renew).isInstanceOf(RuntimeException.class);
            this.rows.sql("alter table moved rename to replicate_journal").update();
            makeDue();
            assertThat(other.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        }
        assertThat(this.emulator.prediction(prediction.id()).status().isTerminal())
                .isFalse();
    }

    @Test
    void theTaskOfARunCanBeAdoptedOrIgnored() {
        completed(this.node.created(Origin.RUN, "a"));
        makeDue();
        try (JournalNode other = node(settings -> settings.orphans(OrphanPolicy.ADOPT))) {
            assertThat(other.reconciler.reconcile().completed()).isOne();
        }
        completed(this.node.created(Origin.RUN, "b"));
        makeDue();
        try (JournalNode other = node(settings -> settings.orphans(OrphanPolicy.IGNORE))) {
            assertThat(other.reconciler.reconcile().completed()).isZero();
        }
        assertThat(states()).containsExactly("COMPLETED", "COMPLETED");
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void settledCreatesAreDeletedAfterTheRetention() {
        Prediction prediction = this.node.created(Origin.CREATE, "a");
        this.node.created(Origin.CREATE, "b");
        this.node.journal.completed(prediction.id(), "succeeded", null);
        this.node.reconciler.purge();
        assertThat(states()).hasSize(2);
        this.rows
                .sql("update replicate_journal set completed_at = completed_at - interval '31' day")
                .update();
        this.node.reconciler.purge();
        assertThat(states()).containsExactly("RUNNING");
    }

    @Test
    void threeReconcilersPublishEachCompletionOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            this.node.created(Origin.CREATE, "p" + i);
        }
        completedAll();
        makeDue();
        List<JournalNode> nodes = List.of(node(settings -> {}), node(settings -> {}), node(settings -> {}));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<ReconcileResult>> results = new ArrayList<>();
            for (JournalNode other : nodes) {
                results.add(threads.submit(other.reconciler::reconcile));
            }
            int completed = 0;
            for (Future<ReconcileResult> result : results) {
                completed += result.get().completed();
            }
            assertThat(completed).isEqualTo(40);
        } finally {
            threads.shutdownNow();
            nodes.forEach(JournalNode::close);
        }
        assertThat(inbox()).hasSize(40);
        assertThat(states()).containsOnly("COMPLETED");
    }

    @Test
    void theFirstRunIsMadeImmediately() {
        completed(this.node.created(Origin.CREATE, "a"));
        makeDue();
        this.node.reconciler.start();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(inbox()).hasSize(1));
    }

    @Test
    void idsAreInTheOrderOfCreationAndNotRepeated() {
        EntryIds ids = new EntryIds();
        assertThat(ids.of(1_000)).isLessThan(ids.of(2_000)).hasSize(26);
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> ids.next())).doesNotHaveDuplicates();
    }

    private Prediction completed(Prediction prediction) {
        return this.node.client.predictions().await(prediction.id(), Duration.ofSeconds(30));
    }

    private void completedAll() {
        org.awaitility.Awaitility.await()
                .until(() -> this.emulator.predictions().stream()
                        .allMatch(prediction -> prediction.status().isTerminal()));
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }

    private double dueInSeconds() {
        return this.rows
                .sql("select " + this.node.database.dialect().millisSince("due_at") + " from replicate_journal")
                .query((row, number) -> row.getLong(1) / -1000.0)
                .single();
    }

    private Map<String, Object> row(String id) {
        return this.rows
                .sql("select * from replicate_journal where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    private List<String> states() {
        return this.rows
                .sql("select state from replicate_journal order by id")
                .query(String.class)
                .list();
    }

    private List<Map<String, Object>> inbox() {
        return this.rows
                .sql("select event_key, source, reference from replicate_inbox")
                .query()
                .listOfRows();
    }
}
