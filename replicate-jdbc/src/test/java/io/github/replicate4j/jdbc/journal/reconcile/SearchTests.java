/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
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
        assertThat(this.node.reconciler.reconcile()).isEqualTo(JournalNode.NOTHING);
        makeDue();
        assertThat(this.node.reconciler.reconcile().lost()).isZero();
        assertThat(states()).containsExactly("EXPIRED");
    }

    @Test
    void aCreateWithAnEntryIdIsFoundAlthoughTheClockOfTheDatabaseIsWrong() {
        this.node.created(Origin.CREATE, "seen");
        for (String offset : List.of("+ interval '10' minute", "- interval '10' minute")) {
            CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a" + offset, true));
            this.node.send(entry, "a" + offset);
            entry.unknown(null, "Connection reset");
            shift(entry, offset);
            makeDue();
            assertThat(this.node.reconciler.reconcile().adopted()).isOne();
        }
    }

    @Test
    void aCreateWithoutAnEntryIdIsNotLostWhileItsTaskMayExist() {
        this.node.created(Origin.CREATE, "seen");
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        this.node.sendWithoutWebhook("a");
        entry.unknown(null, "Connection reset");
        shift(entry, "+ interval '10' minute");
        for (int i = 0; i < 3; i++) {
            makeDue();
            assertThat(this.node.reconciler.reconcile().lost()).isZero();
        }
        assertThat(row(entry)).containsEntry("state", "SENDING");
    }

    /** It was billed, and submitting it again would cost the same again. */
    @Test
    void aCreateIsNotLostIfTheInputOfItsTaskMayHaveBeenRemoved() {
        this.node.created(Origin.CREATE, "seen");
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        Prediction prediction = this.node.sendWithoutWebhook("a");
        entry.unknown(null, "Connection reset");
        this.emulator
                .faults()
                .always(Operation.PREDICTIONS_LIST)
                .rewriteJson(page -> ((List<?>) page.get("results")).forEach(result -> removeData(result, prediction)));
        for (int i = 0; i < 3; i++) {
            makeDue();
            assertThat(this.node.reconciler.reconcile().lost()).isZero();
        }
        assertThat(row(entry)).containsEntry("state", "SENDING");
    }

    @SuppressWarnings("unchecked")
    private static void removeData(Object result, Prediction prediction) {
        Map<String, Object> fields = (Map<String, Object>) result;
        if (prediction.id().equals(fields.get("id"))) {
            fields.put("data_removed", true);
            fields.put("input", Map.of());
        }
    }

    @Test
    void tasksAreRecognizedAmongManyOthersOfTheAccount() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        Prediction prediction = this.node.send(entry, "a");
        entry.created(prediction);
        List<String> ids = new ArrayList<>(List.of(prediction.id(), entry.id()));
        for (int i = 0; i < 70_000; i++) {
            ids.add("other" + i);
        }
        JournalTable table = OpenJournal.of(this.node.journal).table();
        JournalClaims claims = new JournalClaims(table);
        assertThat(claims.knownTasks(ids)).containsOnlyKeys(prediction.id());
        assertThat(claims.knownEntries(ids)).containsExactly(entry.id());
    }

    @Test
    void aRowThatCannotBeCheckedDoesNotStopOthers() {
        this.node.created(Origin.CREATE, "a");
        this.node.created(Origin.CREATE, "b");
        completedAll();
        makeDue();
        this.emulator.faults().next(Operation.PREDICTIONS_GET).status(400);
        assertThat(this.node.reconciler.reconcile().completed()).isOne();
        assertThat(states()).containsExactlyInAnyOrder("RUNNING", "COMPLETED");
        assertThat(this.rows
                        .sql("select last_error from replicate_journal where state = 'RUNNING' and checks = 0")
                        .query(String.class)
                        .single())
                .contains("400");
        makeDue();
        assertThat(this.node.reconciler.reconcile().completed()).isOne();
    }

    @Test
    void aPageThatCannotBeReadDoesNotStopTheSearch() {
        for (String prompt : List.of("a", "b", "c", "d", "e")) {
            this.node.created(Origin.CREATE, prompt);
        }
        completedAll();
        makeDue();
        this.emulator.faults().next(Operation.PREDICTIONS_LIST).status(400);
        assertThat(this.node.reconciler.reconcile().completed()).isEqualTo(5);
    }

    @Test
    void aSearchThatFailsDoesNotStopTheChecks() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", true));
        entry.unknown(null, "Connection reset");
        this.node.created(Origin.CREATE, "b");
        completedAll();
        makeDue();
        this.emulator.faults().next(Operation.PREDICTIONS_LIST).status(400);
        assertThat(this.node.reconciler.reconcile().completed()).isOne();
        assertThat(row(entry)).containsEntry("state", "SENDING").containsEntry("checks", 0);
        assertThat((String) row(entry).get("last_error")).contains("400");
    }

    @Test
    void oldCreatesWhoseSearchIsAlwaysRejectedExpire() {
        List<CreateJournal.Entry> old = new ArrayList<>();
        for (String prompt : List.of("a", "b")) {
            CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, prompt, true));
            entry.unknown(null, "Connection reset");
            shift(entry, "- interval '25' hour");
            old.add(entry);
        }
        CreateJournal.Entry recent = this.node.journal.begin(create(Origin.CREATE, "c", true));
        recent.unknown(null, "Connection reset");
        this.emulator.faults().always(Operation.PREDICTIONS_LIST).status(403);
        this.emulator.faults().next(Operation.PREDICTIONS_LIST).status(500);
        makeDue();
        assertThat(this.node.reconciler.reconcile())
                .as("Replicate may respond later")
                .isEqualTo(JournalNode.NOTHING);
        makeDue();
        assertThat(this.node.reconciler.reconcile().expired()).isEqualTo(2);
        assertThat(old).allSatisfy(entry -> {
            assertThat(row(entry)).containsEntry("state", "EXPIRED");
            assertThat((String) row(entry).get("last_error")).contains("403");
        });
        assertThat(row(recent)).containsEntry("state", "SENDING");
    }

    @Test
    void rowsThatWereNotCheckedAreReleasedWhenTheTokenIsInvalid() {
        this.node.created(Origin.CREATE, "a");
        this.node.created(Origin.CREATE, "b");
        completedAll();
        makeDue();
        this.emulator.faults().next(Operation.PREDICTIONS_GET).status(401);
        assertThatThrownBy(() -> this.node.reconciler.reconcile()).isInstanceOf(AuthenticationException.class);
        assertThat(this.node.reconciler.reconcile().completed()).isEqualTo(2);
    }

    @Test
    void aRunEndsBeforeItsNextRequestWhenTheReconcilerIsClosed() throws Exception {
        this.node.created(Origin.CREATE, "a");
        this.node.created(Origin.CREATE, "b");
        completedAll();
        makeDue();
        CountDownLatch requested = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        this.emulator.faults().next(Operation.PREDICTIONS_GET).rewriteJson(prediction -> {
            requested.countDown();
            await().until(() -> closing.await(1, TimeUnit.MINUTES));
        });
        this.node.reconciler.start();
        requested.await();
        Thread closer = new Thread(this.node.reconciler::close);
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        closing.countDown();
        closer.join();
        assertThat(this.node.reconciler.totals().completed()).isOne();
        assertThat(states()).containsExactlyInAnyOrder("COMPLETED", "RUNNING");
    }

    @Test
    void anEmptyPageDoesNotEndTheSearch() {
        try (ReplicateEmulator small = ReplicateEmulator.builder().pageSize(1).start();
                JournalNode other = new JournalNode(this.testDatabase.sharedDatabase(2), small.baseUrl())) {
            small.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
            small.webhooks().always().drop();
            CreateJournal.Entry entry = other.journal.begin(create(Origin.CREATE, "a", true));
            other.send(entry, "a");
            entry.unknown(null, "Connection reset");
            other.created(Origin.CREATE, "newer");
            makeDue();
            small.faults().next(Operation.PREDICTIONS_LIST).rewriteJson(page -> page.put("results", List.of()));
            assertThat(other.reconciler.reconcile().adopted()).isOne();
        }
    }

    /** Its task may be the one of the create that is being sent. */
    @Test
    void aCreateWithoutAnEntryIdIsSearchedAgainWhileAnEqualRequestIsBeingSent() {
        this.node.created(Origin.CREATE, "seen");
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        this.node.sendWithoutWebhook("a");
        entry.unknown(null, "Connection reset");
        makeDue();
        CreateJournal.Entry sending = this.node.journal.begin(create(Origin.CREATE, "a", false));
        assertThat(this.node.reconciler.reconcile().adopted()).isZero();
        assertThat(row(entry)).containsEntry("state", "SENDING").containsEntry("checks", 1);
        sending.refused("422");
        makeDue();
        assertThat(this.node.reconciler.reconcile().adopted()).isOne();
    }

    @Test
    void aCreateExpiresAlthoughEqualRequestsAreAlwaysBeingSent() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        entry.unknown(null, "Connection reset");
        shift(entry, "- interval '25' hour");
        this.node.journal.begin(create(Origin.CREATE, "a", false));
        for (int i = 0; i < 3; i++) {
            makeDue(entry);
            this.node.reconciler.reconcile();
        }
        assertThat(row(entry)).containsEntry("state", "EXPIRED");
    }

    @Test
    void equalRequestsOfOtherClientsAndEndedInstancesDoNotDelayACreate() {
        try (JournalNode reconciling = new JournalNode(
                this.testDatabase.sharedDatabase(2),
                this.emulator.baseUrl(),
                JournalSettings.DEFAULT,
                settings -> settings.orphanDelay(Duration.ofHours(1)))) {
            CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
            Prediction prediction = this.node.sendWithoutWebhook("a");
            entry.unknown(null, "Connection reset");
            this.node.journal.begin(create(Origin.RUN, "a", false));
            makeDue();
            JdbcCreateJournal.of(this.node.database, "other").begin(create(Origin.CREATE, "a", false));
            assertThat(reconciling.reconciler.reconcile().adopted()).isOne();
            assertThat(row(entry)).containsEntry("task_id", prediction.id());
        }
    }

    /** Otherwise, its task would be taken for the one of the settled create, and it would be lost or sent again. */
    @Test
    void aCreateIsFoundAlthoughAnEqualOneIsSettledDuringTheSearch() {
        CreateJournal.Entry settled = this.node.journal.begin(create(Origin.CREATE, "a", false));
        CreateJournal.Entry searched = this.node.journal.begin(create(Origin.CREATE, "a", false));
        Prediction prediction = this.node.sendWithoutWebhook("a");
        Prediction other = this.node.sendWithoutWebhook("a");
        settled.unknown(null, "Connection reset");
        searched.unknown(null, "Connection reset");
        this.rows.sql("update replicate_journal set checks = 1").update();
        makeDue();
        this.emulator
                .faults()
                .next(Operation.PREDICTIONS_LIST)
                .rewriteJson(page -> this.node.journal.completed(other.id(), "succeeded", settled.id()));
        ReconcileResult result = this.node.reconciler.reconcile();
        assertThat(result.lost()).isZero();
        assertThat(result.adopted()).isOne();
        assertThat(row(searched)).containsEntry("task_id", prediction.id());
        assertThat(row(settled)).containsEntry("task_id", other.id());
    }

    private void shift(CreateJournal.Entry entry, String offset) {
        this.rows
                .sql("update replicate_journal set created_at = created_at " + offset + ", sent_at = sent_at " + offset
                        + " where id = :id")
                .param("id", entry.id())
                .update();
    }

    private void completedAll() {
        await().until(() -> this.emulator.running().isEmpty());
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }

    private void makeDue(CreateJournal.Entry entry) {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second where id = :id")
                .param("id", entry.id())
                .update();
    }

    private Map<String, Object> row(CreateJournal.Entry entry) {
        return this.rows
                .sql("select * from replicate_journal where id = :id")
                .param("id", entry.id())
                .query()
                .singleRow();
    }

    private List<String> states() {
        return this.rows
                .sql("select state from replicate_journal order by id")
                .query(String.class)
                .list();
    }
}
