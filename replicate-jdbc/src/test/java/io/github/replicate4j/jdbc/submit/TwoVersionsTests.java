/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An instance of this version, while instances of a newer version use the same tables. */
abstract class TwoVersionsTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private JournalNode node;

    private DurablePredictions predictions;

    private JdbcClient rows;

    TwoVersionsTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
        this.emulator.webhooks().always().drop();
        this.node = new JournalNode(this.testDatabase.sharedDatabase(8), this.emulator.baseUrl());
        this.predictions = DurablePredictions.builder(this.node.journal, this.node.client)
                .settings(SubmitSettings.DEFAULT.with(settings -> settings.pollInterval(Duration.ofMillis(50))))
                .build();
        this.rows = this.testDatabase.client();
        for (String table : List.of("replicate_journal", "replicate_inbox")) {
            this.rows
                    .sql("alter table " + table + " add column newer varchar(20)")
                    .update();
        }
    }

    @AfterEach
    void stop() {
        this.predictions.close();
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void additionalColumnsDoNotMatter() {
        this.predictions.start();
        submit("a");
        await().until(() -> state("a") == CreateState.RUNNING);
        await().until(() -> this.emulator.running().isEmpty());
        this.node.awaitReconciled(1);
        assertThat(state("a")).isEqualTo(CreateState.COMPLETED);
        this.node.inbox.start();
        await().until(() -> this.node.inbox.statistics().pending() == 0);
        this.node.inbox.close();
    }

    @Test
    void createsThatOnlyANewerVersionKnowsDoNotStopTheReconciler() {
        for (String state : List.of("SENDING", "RUNNING", "NEWER")) {
            insert(state + "-origin", state, "PREDICTION", "NEWER", "predictions.create");
            insert(state + "-type", state, "NEWER", "CREATE", "predictions.create");
        }
        this.node.created(Origin.CREATE, "a");
        await().until(() -> this.emulator.running().isEmpty());
        makeDue();
        assertThat(this.node.reconciler.reconcile().completed()).isOne();
        assertUnchanged(6);
    }

    @Test
    void queuedCreatesThatOnlyANewerVersionCanSendAreLeftToItsInstances() {
        insert("operation", "QUEUED", "PREDICTION", "SUBMIT", "newer.predictions.create");
        insert("type", "QUEUED", "NEWER", "SUBMIT", "predictions.create");
        makeDue();
        this.predictions.start();
        submit("a");
        await().until(() -> state("a") == CreateState.RUNNING);
        assertUnchanged(2);
    }

    @Test
    void failuresThatOnlyANewerVersionKnowsDoNotStopNotifications() {
        insert("type", "REFUSED", "NEWER", "SUBMIT", "predictions.create");
        insert("known", "REFUSED", "PREDICTION", "SUBMIT", "predictions.create");
        makeDue();
        List<String> failures = new CopyOnWriteArrayList<>();
        try (DurablePredictions notified = DurablePredictions.builder(this.node.journal, this.node.client)
                .settings(SubmitSettings.DEFAULT.with(settings -> settings.pollInterval(Duration.ofMillis(50))))
                .failureListener(event -> failures.add(event.prediction().key()))
                .build()) {
            notified.start();
            await().until(() -> failures.contains("known"));
        }
        assertThat(failures).containsExactly("known");
    }

    @Test
    void aStateOfANewerVersionIsNamed() {
        submit("a");
        this.rows.sql("update replicate_journal set state = 'NEWER'").update();
        assertThatIllegalStateException()
                .isThrownBy(() -> this.predictions.find("a"))
                .withMessage("The durable create has the state NEWER, which only a newer version of the library knows");
    }

    @Test
    void aStateOfANewerVersionIsNotCounted() {
        submit("a");
        insert("newer", "NEWER", "PREDICTION", "SUBMIT", "predictions.create");
        assertThat(this.node.journal.countsByState()).isEqualTo(Map.of(CreateState.QUEUED, 1L));
    }

    private void submit(String key) {
        this.predictions.submitForModel(key, JournalNode.MODEL, request -> request.input("prompt", key));
    }

    private CreateState state(String key) {
        return this.predictions.find(key).orElseThrow().state();
    }

    private void insert(String id, String state, String type, String origin, String operation) {
        this.rows
                .sql("insert into replicate_journal (id, client, task_type, origin, submit_key, state, operation, path,"
                        + " fingerprint, input_fingerprint, task_id, due_at, newer) values (:id, 'default', :type, :origin,"
                        + " :id, :state, :operation, '/predictions', 'f', 'f', :id, current_timestamp, 'newer')")
                .param("id", id)
                .param("state", state)
                .param("type", type)
                .param("origin", origin)
                .param("operation", operation)
                .update();
    }

    private void assertUnchanged(int count) {
        assertThat(this.rows
                        .sql(
                                "select claims from replicate_journal where newer = 'newer' and due_at <= current_timestamp")
                        .query(Integer.class)
                        .list())
                .hasSize(count)
                .containsOnly(0);
    }

    private void makeDue() {
        this.rows
                .sql("update replicate_journal set due_at = current_timestamp - interval '1' second"
                        + " where due_at is not null")
                .update();
    }
}
