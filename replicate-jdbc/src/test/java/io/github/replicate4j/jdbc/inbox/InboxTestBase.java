/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import static org.awaitility.Awaitility.await;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhooks.WebhookPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Runs inboxes of several nodes on one database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InboxTestBase {

    static final InboxSettings FAST = InboxSettings.DEFAULT.with(
            settings -> settings.pollInterval(Duration.ofMillis(200)).shutdownTimeout(Duration.ofSeconds(3)));

    final TestDatabase testDatabase;

    /** Ids of the tasks that listeners have received, on any node. */
    final List<String> received = new CopyOnWriteArrayList<>();

    private final List<JdbcWebhookInbox> inboxes = new ArrayList<>();

    private final List<DataSource> pools = new ArrayList<>();

    JdbcClient sql;

    JdbcDialect dialect;

    InboxTestBase(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
    }

    @BeforeAll
    void createTables() {
        this.dialect = this.testDatabase.sharedDatabase(2).dialect();
        this.sql = this.testDatabase.client();
        this.sql.sql("create table effects (id varchar(100))").update();
    }

    @BeforeEach
    void deleteRows() {
        this.sql.sql("delete from replicate_inbox").update();
        this.sql.sql("delete from effects").update();
        this.received.clear();
    }

    @AfterEach
    void closeInboxes() {
        this.inboxes.forEach(JdbcWebhookInbox::close);
        this.inboxes.clear();
        this.pools.forEach(this.testDatabase::close);
        this.pools.clear();
    }

    @AfterAll
    void closeDatabase() {
        this.testDatabase.close();
    }

    /** An instance of an application. Its listeners have an effect in the database and a recorded one. */
    final class Node {

        final SharedDatabase database;

        final JdbcClient jdbc;

        final JdbcWebhookInbox inbox;

        final InboxTable table;

        Node(int connections, InboxSettings settings, WebhookPublisher listener) {
            this(InboxTestBase.this.testDatabase.node(connections), settings, listener);
        }

        Node(DataSource pool, InboxSettings settings, WebhookPublisher listener) {
            this(pool, settings, listener, null);
        }

        Node(DataSource pool, InboxSettings settings, WebhookPublisher listener, OutputRetention outputs) {
            this.database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
            this.jdbc = JdbcClient.create(pool);
            this.table = new InboxTable(this.database, settings.payloadRetention());
            this.inbox = JdbcWebhookInbox.of(
                    this.database,
                    event -> {
                        effect(event);
                        listener.publish(event);
                        InboxTestBase.this.received.add(event.subject().id());
                    },
                    settings,
                    List.of(),
                    outputs);
            InboxTestBase.this.inboxes.add(this.inbox);
            InboxTestBase.this.pools.add(pool);
        }

        Node start() {
            this.inbox.start();
            return this;
        }

        private void effect(WebhookEvent event) {
            this.jdbc
                    .sql("insert into effects values (:id)")
                    .param("id", event.subject().id())
                    .update();
        }

        boolean store(String id) {
            return store(id, Completions.body(id));
        }

        boolean store(String id, byte[] body) {
            return this.inbox.store(Completions.key(id), Completions.event(body, null), body);
        }
    }

    Node node(WebhookPublisher listener) {
        return new Node(6, FAST, listener);
    }

    Node node() {
        return node(event -> {});
    }

    List<String> effects() {
        return this.sql
                .sql("select id from effects order by id")
                .query(String.class)
                .list();
    }

    Map<String, Object> row(String id) {
        return this.sql
                .sql("select state, attempt, payload, last_error from replicate_inbox where event_key = :key")
                .param("key", Completions.key(id))
                .query()
                .singleRow();
    }

    String state(String id) {
        return (String) row(id).get("state");
    }

    int attempt(String id) {
        return ((Number) row(id).get("attempt")).intValue();
    }

    void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(id), state::equals);
    }

    /** Let the lease or backoff of all completions end. */
    void makeDue() {
        this.sql
                .sql("update replicate_inbox set due_at = received_at where state = 'NEW'")
                .update();
    }
}
