/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.benchmarks.server.Wire;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Delivers webhooks of 2 kB with a concurrency of 32, each for a different prediction. */
final class Deliveries {

    private static final int CONCURRENCY = 32;

    private final HttpClient http = HttpClient.create(ConnectionProvider.create("deliveries", CONCURRENCY));

    private final WebhookSigner signer = new WebhookSigner(new WebhookSecret(LiveServer.SECRET));

    private final AtomicInteger predictions = new AtomicInteger();

    /** Sign webhooks before they are delivered. */
    List<Delivery> sign(int count) {
        return Stream.generate(this::delivery).limit(count).toList();
    }

    private Delivery delivery() {
        String id = "delivered" + this.predictions.incrementAndGet();
        byte[] body = Wire.succeeded(id, "http://127.0.0.1").getBytes(StandardCharsets.UTF_8);
        return new Delivery(this.signer.headers("msg_" + id, body), body);
    }

    /** Deliver webhooks, and wait for all responses. */
    void post(String url, List<Delivery> deliveries) {
        Flux.fromIterable(deliveries)
                .flatMap(delivery -> post(url, delivery), CONCURRENCY)
                .blockLast();
    }

    private Mono<Void> post(String url, Delivery delivery) {
        return this.http
                .headers(headers -> {
                    headers.set("Content-Type", "application/json");
                    headers.set("Content-Length", delivery.body().length);
                    delivery.headers().forEach(headers::set);
                })
                .post()
                .uri(url)
                .send(Mono.just(Unpooled.wrappedBuffer(delivery.body())))
                .responseSingle((response, content) -> response.status().code() == 204
                        ? content.then()
                        : Mono.error(
                                new IllegalStateException("A webhook was rejected with status " + response.status())));
    }

    /** Return a number that the application reports. */
    int get(String url) {
        return number(this.http.get().uri(url));
    }

    /** Return a number that the application reports after an action. */
    int post(String url) {
        return number(this.http.post().uri(url));
    }

    private static int number(HttpClient.ResponseReceiver<?> request) {
        return Integer.parseInt(Objects.requireNonNull(
                request.responseContent().aggregate().asString().block()));
    }

    record Delivery(Map<String, String> headers, byte[] body) {}
}
