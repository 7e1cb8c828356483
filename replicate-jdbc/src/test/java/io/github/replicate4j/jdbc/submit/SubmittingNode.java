/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.journal.reconcile.ResendPolicy;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Process that sends queued creates, reconciles, and inserts a row for each completion until it is killed. The table of these rows
 * has no unique key, so that a test sees if a completion is processed twice. Arguments: URLs of the database and of the API.
 */
final class SubmittingNode {

    /** Webhook of each create, so that the list of predictions contains the ids of the journal entries. No delivery arrives. */
    private static final WebhookTarget WEBHOOK =
            WebhookTarget.to(URI.create("http://localhost:9/hook"), WebhookEventType.COMPLETED);

    private SubmittingNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataSource pool = TestDatabase.at(arguments[0]).node(12);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        Replicate client = client(URI.create(arguments[1]));
        JdbcCreateJournal journal = JdbcCreateJournal.of(database, "default", JournalSettings.DEFAULT);
        JdbcClient effects = JdbcClient.create(pool);
        JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                database,
                event -> effects.sql("insert into effects values (:id)")
                        .param("id", event.subject().id())
                        .update(),
                InboxSettings.DEFAULT);
        inbox.start();
        Reconciler.of(
                        journal,
                        client,
                        inbox,
                        ReconcilerSettings.DEFAULT.with(settings ->
                                settings.resend(ResendPolicy.WHEN_ABSENT).interval(Duration.ofMillis(500))))
                .start();
        DurablePredictions.builder(journal, client).build().start();
        new CountDownLatch(1).await();
    }

    static Replicate client(URI baseUrl) {
        return Replicate.builder()
                .baseUrl(baseUrl)
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .maxRetries(0)
                .defaultWebhook(WEBHOOK)
                .build();
    }
}
