/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.internal.journal.Fingerprint;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.webhook.WebhookEventType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An instance of an application with a journal, which creates predictions at an emulator. */
public final class JournalNode implements AutoCloseable {

    public static final String MODEL = "acme/painter";

    /** Result of a run of the reconciler that has settled nothing. */
    public static final ReconcileResult NOTHING = new ReconcileResult(0, 0, 0, 0, 0, 0);

    public final SharedDatabase database;

    public final Replicate client;

    public final JdbcCreateJournal journal;

    public final JdbcWebhookInbox inbox;

    public final Reconciler reconciler;

    public JournalNode(
            SharedDatabase database,
            URI baseUrl,
            JournalSettings settings,
            Consumer<ReconcilerSettings.Builder> reconciler) {
        this.database = database;
        this.client = Replicate.builder()
                .baseUrl(baseUrl)
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .maxRetries(0)
                .build();
        this.journal = JdbcCreateJournal.of(database, "default", settings);
        this.inbox = JdbcWebhookInbox.of(database, event -> {}, InboxSettings.DEFAULT);
        this.reconciler = Reconciler.of(
                this.journal,
                this.client,
                this.inbox,
                ReconcilerSettings.DEFAULT
                        .with(builder -> builder.orphanDelay(Duration.ZERO))
                        .with(reconciler));
    }

    public JournalNode(SharedDatabase database, URI baseUrl) {
        this(database, baseUrl, JournalSettings.DEFAULT, settings -> {});
    }

    /** Describe a create. */
    public static JournaledCreate create(Origin origin, String prompt, boolean webhookExpected) {
        String input = Fingerprint.ofInput(Map.of("prompt", prompt));
        return new JournaledCreate(
                TaskType.PREDICTION,
                origin,
                "models.predictions.create",
                "/models/" + MODEL + "/predictions",
                input,
                input,
                "order-" + prompt,
                webhookExpected);
    }

    /** Create a prediction as the client does, with the id of the entry in the URL of the webhook. */
    public Prediction send(CreateJournal.Entry entry, String prompt) {
        return send(entry.id(), prompt);
    }

    public Prediction send(String entryId, String prompt) {
        return this.client
                .models()
                .predictions()
                .create(
                        MODEL,
                        request -> request.input("prompt", prompt)
                                .webhook(
                                        URI.create("http://localhost:9/hook?replicate-entry=" + entryId),
                                        WebhookEventType.COMPLETED));
    }

    /** Create a prediction without any webhook. */
    public Prediction sendWithoutWebhook(String prompt) {
        return this.client
                .models()
                .predictions()
                .create(MODEL, request -> request.input("prompt", prompt).withoutWebhook());
    }

    /** Record and create a prediction. */
    public Prediction created(Origin origin, String prompt) {
        CreateJournal.Entry entry = this.journal.begin(create(origin, prompt, true));
        Prediction prediction = send(entry, prompt);
        entry.created(prediction);
        return prediction;
    }

    /**
     * Wait until the reconciler has completed a number of creates, whose checks are made due. It omits those that a worker of this
     * instance still holds, which is so for a moment after their new state is visible.
     */
    public void awaitReconciled(int count) {
        AtomicInteger completed = new AtomicInteger();
        await().untilAsserted(() -> {
            this.database
                    .jdbc()
                    .sql("update replicate_journal set due_at = "
                            + this.database.dialect().nowPlusMillis("-1000") + " where due_at is not null")
                    .update();
            assertThat(completed.addAndGet(this.reconciler.reconcile().completed()))
                    .isEqualTo(count);
        });
    }

    /** Renew the rows in progress, as each instance does in intervals. */
    public void renew() {
        OpenJournal.of(this.journal).renew();
    }

    /** Record outcomes that could not be recorded, as each instance does in intervals. */
    public void retryUpdates() {
        OpenJournal.of(this.journal).retryUpdates();
    }

    /** Return the name of this instance in the rows that it owns. */
    public String name() {
        return OpenJournal.of(this.journal).table().node();
    }

    @Override
    public void close() {
        this.reconciler.close();
        this.client.close();
    }
}
