/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhooks.WebhookInbox.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

abstract class StoringTests extends InboxTestBase {

    private final BlockingQueue<WebhookEvent> events = new LinkedBlockingQueue<>();

    StoringTests(TestDatabase testDatabase) {
        super(testDatabase);
    }

    @Test
    void eightThreadsOfTwoNodesStoreEachCompletionOnce() throws Exception {
        Node first = node().start();
        Node second = node().start();
        int completions = 40;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> deliveries = new ArrayList<>();
        for (int i = 0; i < 4 * completions; i++) {
            String id = "p" + i / 4;
            Node node = i % 2 == 0 ? first : second;
            deliveries.add(() -> node.store(id));
        }
        int stored = 0;
        for (Future<Boolean> delivery : threads.invokeAll(deliveries)) {
            stored += delivery.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(stored).isEqualTo(completions);
        await().until(() -> this.sql
                .sql("select count(*) from replicate_inbox where state = 'DONE'")
                .query(Integer.class)
                .single()
                .equals(completions));
        assertThat(effects()).hasSize(completions).doesNotHaveDuplicates();
        assertThat(this.received).hasSize(completions).doesNotHaveDuplicates();
    }

    @Test
    void anEventIsTheSameAfterItWasStored() throws Exception {
        Node node = node(this.events::add).start();
        byte[] body = Completions.body("p1", "first\\nsecond \\u0000 \u00e9 \ud83d\ude00");
        WebhookEvent event = Completions.event(body, "replicate=prediction&replicate-reference=order%2042");
        assertThat(node.inbox.store(Completions.key("p1"), event, body)).isTrue();
        PredictionCompletedEvent received = (PredictionCompletedEvent) event();
        assertThat(received.prediction()).isEqualTo(event.subject());
        assertThat(received.prediction().logs()).isEqualTo("first\nsecond \0 \u00e9 \ud83d\ude00");
        assertThat(received.reference()).isEqualTo("order 42");
        assertThat(received.webhookId()).isEqualTo("msg_1");
        assertThat(received.source()).isEqualTo(EventSource.WEBHOOK);
        assertThat(received.receivedAt())
                .as("time of the database, not of the receiver")
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void aTrainingThatWasReconciledIsTheSameAfterItWasStored() throws Exception {
        Node node = node(this.events::add).start();
        byte[] body = Completions.body("t1");
        TrainingCompletedEvent event = (TrainingCompletedEvent) Completions.event(body, "replicate=training");
        node.inbox.store(
                Completions.key("t1"),
                new TrainingCompletedEvent(
                        event.training(), "reconciled:t1", Instant.EPOCH, "order-1", EventSource.RECONCILER),
                body);
        TrainingCompletedEvent received = (TrainingCompletedEvent) event();
        assertThat(received.training()).isEqualTo(event.training());
        assertThat(received.source()).isEqualTo(EventSource.RECONCILER);
        assertThat(received.webhookId()).isEqualTo("reconciled:t1");
        assertThat(received.reference()).isEqualTo("order-1");
    }

    @Test
    void aBodyOfTenMegabytesIsStored() throws Exception {
        Node node = node(this.events::add).start();
        String logs = "log \u00e9\\u0000 ".repeat(1_000_000).substring(0, 10_000_000);
        byte[] body = Completions.body("p1", logs.substring(0, logs.lastIndexOf(' ')));
        assertThat(body).hasSizeGreaterThan(10_000_000);
        node.inbox.store(Completions.key("p1"), Completions.event(body, null), body);
        PredictionCompletedEvent received = (PredictionCompletedEvent) event();
        assertThat(received.prediction())
                .isEqualTo(Completions.event(body, null).subject());
        awaitState("p1", "DONE");
    }

    private WebhookEvent event() throws InterruptedException {
        WebhookEvent event = this.events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @Test
    void thePayloadIsDeletedWhenListenersHaveSucceeded() {
        Node node = node().start();
        node.store("p1");
        awaitState("p1", "DONE");
        assertThat(row("p1").get("payload")).isNull();
    }

    @Test
    void thePayloadCanBeKeptForWaitsOfOtherNodes() {
        Node node = new Node(4, FAST.with(settings -> settings.payloadRetention(Duration.ofHours(1))), event -> {});
        node.store("p1");
        node.start();
        awaitState("p1", "DONE");
        assertThat(row("p1").get("payload")).isNotNull();
        assertThat(node.inbox.statistics().pending()).isZero();
        node.inbox.close();
        this.sql.sql("update replicate_inbox set due_at = received_at").update();
        new Node(4, FAST.with(settings -> settings.payloadRetention(Duration.ofHours(1))), event -> {}).start();
        await().until(() -> row("p1").get("payload") == null);
        assertThat(attempt("p1")).isOne();
    }

    @Test
    void theEntryOfTheJournalIsStored() {
        Node node = node();
        byte[] body = Completions.body("p1");
        node.inbox.store("completed:p1", Completions.event("p1"), body, "entry1");
        node.inbox.store("completed:p2", Completions.event("p2"), body, "x".repeat(41));
        assertThat(this.sql
                        .sql("select journal_id from replicate_inbox order by event_key")
                        .query(String.class)
                        .list())
                .containsExactly("entry1", null);
    }

    @Test
    void aCompletionRemainsStoredAlthoughTheTransactionOfTheCallerIsRolledBack() {
        Node node = node();
        var transactions = new JdbcTransactionManager(this.testDatabase.node(1));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            assertThat(node.store("p1")).isTrue();
            status.setRollbackOnly();
        });
        assertThat(node.store("p1")).isFalse();
        assertThat(state("p1")).isEqualTo("NEW");
    }

    @Test
    void updatesAreProcessedDirectlyAndNotStored() {
        Node node = node();
        List<String> updates = new ArrayList<>();
        assertThat(node.inbox.process("delivery:1", () -> updates.add("1"))).isEqualTo(Outcome.PROCESSED);
        assertThat(node.inbox.process("delivery:1", () -> updates.add("1"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(updates).hasSize(1);
        assertThat(this.sql
                        .sql("select count(*) from replicate_inbox")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void invalidCompletionsAreRejected() {
        Node node = node();
        byte[] body = "{\"id\":\"p1\",\"status\":\"processing\"}".getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.inbox.store("completed:p1", Completions.event(body, null), body))
                .withMessage("event must be a completion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.store("x".repeat(300)))
                .withMessage("key must have at most 300 characters");
    }

    @Test
    void tablesCanHaveAnotherPrefix() {
        SharedDatabase database = node().database.withTablePrefix("ai_");
        database.createTables();
        try (JdbcWebhookInbox inbox = JdbcWebhookInbox.of(
                database, event -> this.received.add(event.subject().id()), FAST)) {
            inbox.start();
            inbox.store(Completions.key("p1"), Completions.event("p1"), Completions.body("p1"));
            await().until(() -> this.received.contains("p1"));
            await().until(() -> inbox.statistics().pending() == 0);
        }
        assertThat(this.sql
                        .sql("select count(*) from replicate_inbox")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(this.sql
                        .sql("select count(*) from ai_inbox")
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
