/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import static io.github.replicate4j.jdbc.testing.JournalNode.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention of the inbox has expired before the reconciler has settled a create. */
abstract class PurgeTests {

    private final TestDatabase testDatabase;

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final List<String> published = new CopyOnWriteArrayList<>();

    private JournalNode node;

    private JdbcWebhookInbox inbox;

    private Reconciler reconciler;

    private JdbcClient rows;

    PurgeTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        this.emulator
                .model(JournalNode.MODEL)
                .official()
                .respond(script -> script.output("done").succeed());
        this.emulator.webhooks().always().drop();
        SharedDatabase database = this.testDatabase.sharedDatabase(4);
        this.rows = this.testDatabase.client();
        this.node = new JournalNode(database, this.emulator.baseUrl());
        this.inbox = inbox(database, settings -> settings.journaled(true));
        this.inbox.start();
        this.reconciler = Reconciler.of(this.node.journal, this.node.client, this.inbox, ReconcilerSettings.DEFAULT);
    }

    private JdbcWebhookInbox inbox(SharedDatabase database, Consumer<InboxSettings.Builder> settings) {
        return JdbcWebhookInbox.of(
                database,
                event -> this.published.add(event.subject().id()),
                InboxSettings.DEFAULT
                        .with(builder -> builder.retention(Duration.ofMillis(1)))
                        .with(settings));
    }

    @AfterEach
    void stop() {
        this.inbox.close();
        this.reconciler.close();
        this.node.close();
        this.emulator.close();
        this.testDatabase.close();
    }

    @Test
    void aCompletionIsNotPublishedAgainBeforeItsCreateIsSettled() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        Prediction prediction = this.node.sendWithoutWebhook("a");
        entry.created(prediction);
        receive(prediction.id());

        this.inbox.purge();
        reconcile();

        assertThat(keys()).containsExactly(StoredWebhookInbox.completionKey(prediction.id()));
        assertThat(this.published).containsExactly(prediction.id());
        assertThat(states()).containsExactly("COMPLETED");
        this.inbox.purge();
        assertThat(keys()).isEmpty();
    }

    @Test
    void aCompletionIsNotPublishedAgainBeforeTheTaskOfItsCreateIsKnown() {
        CreateJournal.Entry entry = this.node.journal.begin(create(Origin.CREATE, "a", false));
        Prediction prediction = this.node.sendWithoutWebhook("a");
        entry.unknown(null, "Connection reset");
        receive(prediction.id());

        this.inbox.purge();
        reconcile();
        reconcile();

        assertThat(this.published).containsExactly(prediction.id());
        assertThat(states()).containsExactly("COMPLETED");
        this.inbox.purge();
        assertThat(keys()).isEmpty();
    }

    @Test
    void otherCompletionsAreDeletedMeanwhile() {
        Prediction settled = this.node.created(Origin.CREATE, "a");
        this.node.journal.completed(settled.id(), "succeeded", null);
        this.node.journal.begin(create(Origin.CREATE, "b", false)).unknown(null, "Connection reset");
        receive(settled.id());

        this.inbox.purge();

        assertThat(keys()).isEmpty();
    }

    @Test
    void theTableOfTheJournalIsNotNeededWithoutOne() {
        try (JdbcWebhookInbox without = inbox(this.testDatabase.sharedDatabase(2), settings -> {})) {
            receive("p1");
            this.rows.sql("drop table replicate_journal").update();

            without.purge();

            assertThat(keys()).isEmpty();
        }
    }

    /** Store the webhook of a completion without the journal, as if its update had failed, and publish it. */
    private void receive(String id) {
        WebhookEvent event = Completions.event(id);
        assertThat(this.inbox.store(Completions.key(id), event, Completions.body(id)))
                .isTrue();
        // The retention counts from the time at which it was processed, and has expired.
        await().until(() -> this.rows
                        .sql("select count(*) from replicate_inbox where state = 'DONE' and done_at < "
                                + this.node.database.dialect().nowPlusMillis("-5"))
                        .query(Integer.class)
                        .single()
                > 0);
    }

    private void reconcile() {
        await().until(() -> this.emulator.running().isEmpty());
        this.rows
                .sql("update replicate_journal set due_at = "
                        + this.node.database.dialect().now() + " where due_at is not null")
                .update();
        this.reconciler.reconcile();
        await().until(() -> this.inbox.statistics().pending() == 0);
    }

    private List<String> keys() {
        return this.rows
                .sql("select event_key from replicate_inbox")
                .query(String.class)
                .list();
    }

    private List<String> states() {
        return this.rows
                .sql("select state from replicate_journal")
                .query(String.class)
                .list();
    }
}
