/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.InterceptedDataSource;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

abstract class DatabaseSignalsTests {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final TestDatabase testDatabase;

    private final CompletionSignals signals = new CompletionSignals();

    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private final AtomicInteger rounds = new AtomicInteger();

    private final Map<String, LongRunningTask> completed = new ConcurrentHashMap<>();

    private InterceptedDataSource pool;

    private JdbcWebhookInbox otherNode;

    private DatabaseSignals databaseSignals;

    DatabaseSignalsTests(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeEach
    void start() {
        SharedDatabase other = this.testDatabase.sharedDatabase(4);
        this.otherNode = JdbcWebhookInbox.of(
                other,
                event -> {},
                InboxSettings.DEFAULT.with(settings -> settings.payloadRetention(Duration.ofSeconds(20))));
        this.otherNode.start();
        this.pool = new InterceptedDataSource(this.testDatabase.node(2));
        this.databaseSignals = new DatabaseSignals(
                SharedDatabase.of(this.pool, new JdbcTransactionManager(this.pool)),
                this.signals,
                () -> {
                    this.rounds.incrementAndGet();
                    return this.awaited;
                },
                INTERVAL);
        this.databaseSignals.start();
    }

    @AfterEach
    void close() {
        this.databaseSignals.close();
        this.otherNode.close();
        this.testDatabase.close();
    }

    private void awaitCompletion(String id) {
        this.awaited.add(id);
        this.signals.completion(id).subscribe(task -> {
            this.completed.put(id, task);
            this.awaited.remove(id);
        });
    }

    private void receiveOnOtherNode(String id, String query) {
        byte[] body = Completions.body(id);
        this.otherNode.store(Completions.key(id), Completions.event(body, query), body);
    }

    @Test
    void aWaitIsNotifiedOfACompletionThatAnotherNodeHasReceived() {
        awaitCompletion("p1");
        awaitCompletion("t1");
        awaitCompletion("p2");
        receiveOnOtherNode("p1", null);
        receiveOnOtherNode("t1", "replicate=training");
        await().until(() -> this.completed.keySet().equals(Set.of("p1", "t1")));
        assertThat(this.completed.get("p1")).isInstanceOf(Prediction.class);
        assertThat(((Prediction) this.completed.get("p1")).output()).isEqualTo("done");
        assertThat(this.completed.get("t1")).isInstanceOf(Training.class);
        assertThat(this.signals.isCompleted("p2")).isFalse();
    }

    @Test
    void aCompletionThatWasProcessedBeforeTheWaitStartedIsFound() {
        receiveOnOtherNode("p1", null);
        await().until(() -> this.otherNode.statistics().pending() == 0);
        awaitCompletion("p1");
        await().until(() -> this.completed.containsKey("p1"));
    }

    @Test
    void thereAreNoQueriesWithoutWaits() {
        int connections = this.pool.connections();
        int before = this.rounds.get();
        await().until(() -> this.rounds.get() > before + 5);
        assertThat(this.pool.connections()).isEqualTo(connections);
    }

    @Test
    void fiveHundredWaitsAreOneQuery() {
        for (int i = 0; i < 600; i++) {
            awaitCompletion("p" + i);
        }
        receiveOnOtherNode("p599", null);
        receiveOnOtherNode("p0", null);
        await().until(() -> this.completed.keySet().equals(Set.of("p0", "p599")));
        this.awaited.clear();
        await().untilAsserted(() ->
                assertThat(this.pool.statements().size()).isPositive().isLessThanOrEqualTo(2 * this.rounds.get()));
    }

    @Test
    void anOutageOfTheDatabaseIsSurvived() {
        awaitCompletion("p1");
        this.pool.available(false);
        int before = this.pool.connections();
        await().until(() -> this.pool.connections() > before + 1);
        receiveOnOtherNode("p1", null);
        this.pool.available(true);
        await().until(() -> this.completed.containsKey("p1"));
    }

    @Test
    void anUnreadablePayloadIsIgnored() {
        this.testDatabase
                .client()
                .sql("insert into replicate_inbox (event_key, task_type, source, webhook_id, payload, state) values"
                        + " ('completed:p1', 'PREDICTION', 'WEBHOOK', 'm1', '{', 'PARKED')")
                .update();
        awaitCompletion("p1");
        awaitCompletion("p2");
        receiveOnOtherNode("p2", null);
        await().until(() -> this.completed.containsKey("p2"));
        assertThat(this.completed).doesNotContainKey("p1");
    }

    @Test
    void aCompletionThatOnlyANewerVersionCanReadIsIgnored() {
        this.testDatabase
                .client()
                .sql("insert into replicate_inbox (event_key, task_type, source, webhook_id, payload, state) values"
                        + " ('completed:p1', 'NEWER', 'WEBHOOK', 'm1', '{}', 'PARKED')")
                .update();
        awaitCompletion("p1");
        awaitCompletion("p2");
        receiveOnOtherNode("p2", null);
        await().until(() -> this.completed.containsKey("p2"));
        assertThat(this.completed).doesNotContainKey("p1");
    }

    @Test
    void anIntervalThatIsTooShortIsRejected() {
        SharedDatabase database = this.testDatabase.sharedDatabase(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseSignals(database, this.signals, Set::of, Duration.ZERO))
                .withMessage("signals interval must be at least 100 ms but is PT0S");
    }
}
