/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.testing.TestDatabase;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.WebhookBody;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookRequestHeaders;
import io.github.replicate4j.webhooks.WebhookResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Process that receives webhooks and inserts a row for each completion until it is killed. The table of these rows has no unique
 * key, so that a second row is seen. Arguments: URL of the database, port, and {@code hang} if the listener never returns.
 */
final class ClusterNode {

    static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private ClusterNode() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean hangs = arguments.length > 2;
        DataSource pool = TestDatabase.at(arguments[0]).node(8);
        SharedDatabase database = SharedDatabase.of(pool, new JdbcTransactionManager(pool));
        JdbcClient rows = JdbcClient.create(pool);
        JdbcWebhookInbox inbox =
                JdbcWebhookInbox.of(database, event -> listen(event, rows, hangs), InboxSettings.DEFAULT);
        inbox.start();
        WebhookReceiver receiver = WebhookReceiver.builder(event -> {})
                .secrets(List.of(SECRET))
                .inbox(inbox)
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(arguments[1])), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", exchange -> respond(exchange, receive(exchange, receiver)));
        server.start();
        new CountDownLatch(1).await();
    }

    private static void listen(WebhookEvent event, JdbcClient rows, boolean hangs) {
        rows.sql("insert into effects values (:id)")
                .param("id", event.subject().id())
                .update();
        if (hangs) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    private static WebhookResponse receive(HttpExchange exchange, WebhookReceiver receiver) throws IOException {
        HttpHeaders fields = new HttpHeaders();
        exchange.getRequestHeaders().forEach(fields::addAll);
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        WebhookRequestHeaders headers = new WebhookRequestHeaders(
                exchange.getRequestMethod(),
                fields,
                bytes.length,
                exchange.getRequestURI().getRawQuery(),
                "localhost");
        WebhookResponse rejection = receiver.checkHeaders(headers);
        if (rejection != null) {
            return rejection;
        }
        try (WebhookBody body = receiver.newBody(headers)) {
            body.append(bytes, bytes.length);
            return receiver.receive(headers, body);
        }
    }

    private static void respond(HttpExchange exchange, WebhookResponse response) throws IOException {
        exchange.sendResponseHeaders(response.status().value(), -1);
        exchange.close();
    }
}
