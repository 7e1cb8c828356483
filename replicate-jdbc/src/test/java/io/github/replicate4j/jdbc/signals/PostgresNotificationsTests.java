/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class PostgresNotificationsTests {

    /** Nothing is found by a query during a test. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final TestDatabase testDatabase = TestDatabase.postgres();

    private final List<AutoCloseable> open = new ArrayList<>();

    private final Set<String> completed = ConcurrentHashMap.newKeySet();

    private final CompletionSignals signals = new CompletionSignals();

    private DatabaseSignals receiving;

    private JdbcWebhookInbox receivingNode;

    @BeforeEach
    void startReceivingNode() {
        SharedDatabase database = this.testDatabase.sharedDatabase(4);
        this.receiving = DatabaseSignals.withPostgresNotifications(database, new CompletionSignals(), Set::of, NEVER);
        this.receiving.start();
        this.receivingNode = JdbcWebhookInbox.of(
                database,
                event -> {},
                InboxSettings.DEFAULT.with(settings -> settings.payloadRetention(Duration.ofSeconds(20))),
                List.of(new InboxObserver() {

                    @Override
                    public void stored(WebhookEvent event) {
                        PostgresNotificationsTests.this.receiving.stored(
                                event.subject().id());
                    }
                }),
                null);
        this.receivingNode.start();
        this.open.addAll(List.of(this.receivingNode, this.receiving));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : this.open) {
            each.close();
        }
        this.testDatabase.close();
    }

    private DatabaseSignals waitingNode(DataSource pool, Duration interval) {
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        DatabaseSignals waiting =
                DatabaseSignals.withPostgresNotifications(database, this.signals, this.signals::awaited, interval);
        this.open.add(0, waiting);
        waiting.start();
        await().atMost(TIMEOUT).until(waiting::receivesNotifications);
        return waiting;
    }

    private void awaitCompletion(String id) {
        this.signals.completion(id).subscribe(task -> this.completed.add(task.id()));
    }

    private void receive(String id) {
        byte[] body = Completions.body(id);
        this.receivingNode.store(Completions.key(id), Completions.event(id), body);
    }

    @Test
    void aWaitIsNotifiedWithoutAQueryThatFindsIt() {
        waitingNode(this.testDatabase.node(3), NEVER);
        IntStream.range(0, 200).forEach(i -> awaitCompletion("p" + i));

        IntStream.range(0, 200).forEach(i -> receive("p" + i));

        await().atMost(TIMEOUT).until(() -> this.completed.size() == 200);
    }

    @Test
    void notificationsArriveAgainAfterTheConnectionWasLost() {
        waitingNode(this.testDatabase.node(3), NEVER);
        IntStream.range(0, 10_000).forEach(i -> awaitCompletion("p" + i));
        int[] next = {0};

        terminateListeners();
        await().atMost(TIMEOUT).until(() -> {
            receive("p" + next[0]++);
            return !this.completed.isEmpty();
        });

        assertThat(this.completed).allMatch(id -> id.startsWith("p"));
    }

    @Test
    void aLostNotificationIsFoundByAQuery() {
        waitingNode(this.testDatabase.node(3), Duration.ofMillis(100));
        awaitCompletion("p1");
        SharedDatabase database = this.testDatabase.sharedDatabase(2);

        try (JdbcWebhookInbox silent = JdbcWebhookInbox.of(
                database,
                event -> {},
                InboxSettings.DEFAULT.with(settings -> settings.payloadRetention(Duration.ofSeconds(20))))) {
            silent.store(Completions.key("p1"), Completions.event("p1"), Completions.body("p1"));
        }

        await().atMost(TIMEOUT).until(() -> this.completed.contains("p1"));
    }

    @Test
    void aCompletionThatWasStoredBeforeTheWaitIsFound() {
        receive("p1");
        waitingNode(this.testDatabase.node(3), Duration.ofMillis(100));

        awaitCompletion("p1");

        await().atMost(TIMEOUT).until(() -> this.completed.contains("p1"));
    }

    @Test
    void completionsShareUpToTwentyNotificationsEachSecond() throws SQLException {
        int count = 2_000;
        Set<String> expected = ConcurrentHashMap.newKeySet();
        try (Connection connection = this.testDatabase.connection()) {
            connection.createStatement().execute("listen replicate_completions");
            long start = System.nanoTime();
            IntStream.range(0, count).mapToObj(i -> "some-prediction-" + i).forEach(id -> {
                expected.add(id);
                this.receiving.stored(id);
            });

            int notifications = 0;
            Set<String> received = ConcurrentHashMap.newKeySet();
            while (!received.containsAll(expected)) {
                for (PGNotification notification :
                        connection.unwrap(PGConnection.class).getNotifications(60_000)) {
                    List<String> ids = List.of(notification.getParameter().split("\n"));
                    // Other tests use the same channel. A probe can share a notification.
                    if (ids.stream().anyMatch(expected::contains)) {
                        notifications++;
                        received.addAll(ids);
                    }
                }
            }

            long intervals = (System.nanoTime() - start) / NotificationSender.INTERVAL.toNanos();
            // One more for the first.
            assertThat(notifications).isLessThanOrEqualTo((int) intervals + 1).isLessThan(count / 10);
        }
    }

    @Test
    void aConnectionIsReturnedWithoutListening() {
        DataSource pool = this.testDatabase.node(2);
        DatabaseSignals waiting = waitingNode(pool, NEVER);
        waiting.close();

        assertThat(List.of(channels(pool), channels(pool))).allMatch(List::isEmpty);
    }

    private static List<String> channels(DataSource pool) {
        return JdbcClient.create(pool)
                .sql("select pg_listening_channels()")
                .query(String.class)
                .list();
    }

    @Test
    void anotherDatabaseIsRejected() {
        try (TestDatabase h2 = TestDatabase.h2()) {
            SharedDatabase database = h2.sharedDatabase(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DatabaseSignals.withPostgresNotifications(
                            database, this.signals, this.signals::awaited, DatabaseSignals.DEFAULT_INTERVAL))
                    .withMessage("notifications need PostgreSQL, but the database is H2");
        }
    }

    private void terminateListeners() {
        this.testDatabase
                .client()
                .sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where (query like 'listen %' or query = '')"
                                + " and application_name = current_setting('application_name')")
                .query(Boolean.class)
                .list();
    }
}
