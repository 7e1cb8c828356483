/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.testing.Completions;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node with a client, a stored inbox, signals and an endpoint for webhooks. */
final class WebhookNode implements AutoCloseable {

    private final Map<String, Long> storedAt = new ConcurrentHashMap<>();

    private final CompletionSignals signals = new CompletionSignals();

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private final DatabaseSignals databaseSignals;

    private final JdbcWebhookInbox inbox;

    private final HttpServer server;

    private final Replicate client;

    /**
     * Start a node.
     *
     * @param webhookUrl endpoint of the node that receives the webhooks of the client, or {@code null} for this one
     */
    WebhookNode(TestDatabase testDatabase, ReplicateEmulator emulator, boolean notifications, URI webhookUrl)
            throws IOException {
        SharedDatabase database = testDatabase.sharedDatabase(8);
        this.databaseSignals = notifications
                ? DatabaseSignals.withPostgresNotifications(
                        database, this.signals, this.signals::awaited, DatabaseSignals.DEFAULT_INTERVAL)
                : new DatabaseSignals(database, this.signals, this.signals::awaited, DatabaseSignals.DEFAULT_INTERVAL);
        this.databaseSignals.start();
        this.inbox = JdbcWebhookInbox.of(
                database,
                event -> {},
                InboxSettings.DEFAULT.with(settings -> settings.payloadRetention(Duration.ofSeconds(20))),
                List.of(new InboxObserver() {

                    @Override
                    public void stored(WebhookEvent event) {
                        WebhookNode.this.storedAt.put(event.subject().id(), System.nanoTime());
                        WebhookNode.this.databaseSignals.stored(event.subject().id());
                    }
                }),
                null);
        this.inbox.start();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::receive);
        this.server.start();
        this.client = Replicate.builder()
                .baseUrl(emulator.baseUrl())
                .bearerToken(ReplicateEmulator.DEFAULT_TOKEN)
                .signals(this.signals)
                .defaultWebhook(WebhookTarget.to(webhookUrl == null ? url() : webhookUrl, WebhookEventType.COMPLETED))
                .build();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            WebhookEvent event =
                    Completions.event(body, exchange.getRequestURI().getRawQuery());
            this.inbox.store(Completions.key(event.subject().id()), event, body);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + this.server.getAddress().getPort() + "/webhook");
    }

    Replicate client() {
        return this.client;
    }

    /** Return when this node has stored completions, as values of {@link System#nanoTime()}. */
    Map<String, Long> storedAt() {
        return this.storedAt;
    }

    @Override
    public void close() {
        this.client.close();
        this.databaseSignals.close();
        this.server.stop(0);
        this.threads.shutdownNow();
        this.inbox.close();
    }
}
