/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.testing.JournalNode;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** PostgreSQL is restarted while an instance sends creates and processes their completions. */
class DatabaseRestartTests {

    private static final int COUNT = 100;

    @TempDir
    private Path data;

    private final int port = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(this.port)
                .setDataDirectory(this.data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    @Test
    void eachCreateIsSentOnceAndEachCompletionIsProcessedOnce() throws IOException {
        EmbeddedPostgres postgres = start();
        try (ReplicateEmulator emulator =
                        ReplicateEmulator.builder().logsInLists().start();
                TestDatabase database = TestDatabase.at(postgres.getJdbcUrl("postgres", "postgres"));
                Replicate client = SubmittingNode.client(emulator.baseUrl())) {
            emulator.model(JournalNode.MODEL).official().respond(script -> script.output("picture"));
            emulator.webhooks().always().drop();
            DataSource pool = database.node(12);
            SharedDatabase shared = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
            shared.createTables();
            JdbcClient rows = JdbcClient.create(pool);
            rows.sql("create table effects (id varchar(40))").update();
            JdbcCreateJournal journal = JdbcCreateJournal.of(shared, "default", JournalSettings.DEFAULT);
            try (JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                            shared,
                            event -> rows.sql("insert into effects values (:id)")
                                    .param("id", event.subject().id())
                                    .update(),
                            InboxSettings.DEFAULT);
                    Reconciler reconciler = Reconciler.of(
                            journal,
                            client,
                            inbox,
                            ReconcilerSettings.DEFAULT.with(settings -> settings.interval(Duration.ofMillis(500))));
                    DurablePredictions predictions =
                            DurablePredictions.builder(journal, client).build()) {
                for (int i = 0; i < COUNT; i++) {
                    String prompt = "prompt " + i;
                    predictions.submitForModel(
                            "key-" + i, JournalNode.MODEL, request -> request.input("prompt", prompt));
                }
                inbox.start();
                reconciler.start();
                predictions.start();
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> emulator.predictions().size() > COUNT / 4);
                postgres.close();
                postgres = start();
                await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
                    // The time until a missed completion is looked up passes in the database.
                    rows.sql("update replicate_journal set due_at = now() where state = 'RUNNING'")
                            .update();
                    assertThat(effects(rows)).hasSizeGreaterThanOrEqualTo(COUNT);
                });
                assertThat(effects(rows))
                        .containsExactlyInAnyOrderElementsOf(emulator.predictions().stream()
                                .map(EmulatedPrediction::id)
                                .toList());
                assertThat(emulator.predictions()).hasSize(COUNT);
            }
        } finally {
            postgres.close();
        }
    }

    private static List<String> effects(JdbcClient rows) {
        return rows.sql("select id from effects").query(String.class).list();
    }
}
