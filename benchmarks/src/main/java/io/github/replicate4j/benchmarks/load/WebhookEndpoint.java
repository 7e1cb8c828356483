/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.Benchmark;
import io.github.replicate4j.benchmarks.Comparison;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.Settings;
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
import org.springframework.boot.WebApplicationType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Webhooks of 2 kB with a concurrency of 32, each for a different prediction.
 *
 * @since 0.1.0
 */
public final class WebhookEndpoint implements Benchmark {

    private static final int CONCURRENCY = 32;

    private static final int DELIVERIES_PER_SECOND = 1_000;

    private final HttpClient http = HttpClient.create(ConnectionProvider.create("deliveries", CONCURRENCY));

    private final WebhookSigner signer = new WebhookSigner(new WebhookSecret(LiveServer.SECRET));

    private final AtomicInteger predictions = new AtomicInteger();

    @Override
    public void run(Settings settings) throws Exception {
        compare("webhooks, Spring MVC", WebApplicationType.SERVLET, settings);
        compare("webhooks, WebFlux", WebApplicationType.REACTIVE, settings);
    }

    private void compare(String title, WebApplicationType stack, Settings settings) throws Exception {
        try (Program application = Program.java(WebhookApplication.class, stack)) {
            String origin = application.ready();
            Comparison comparison = new Comparison(title);
            for (Endpoint endpoint : Endpoint.values()) {
                deliver(application, origin, endpoint, settings.warmUp() * DELIVERIES_PER_SECOND);
                comparison.variant(
                        endpoint.shown,
                        () -> deliver(application, origin, endpoint, settings.seconds() * DELIVERIES_PER_SECOND));
            }
            comparison.run(settings.rounds());
        }
    }

    private Figures deliver(Program application, String origin, Endpoint endpoint, int count) {
        List<Delivery> deliveries = Stream.generate(this::delivery).limit(count).toList();
        long cpuBefore = application.cpuNanos();
        long start = System.nanoTime();
        Flux.fromIterable(deliveries)
                .flatMap(delivery -> post(origin + endpoint.path, delivery), CONCURRENCY)
                .blockLast();
        double seconds = (System.nanoTime() - start) / 1e9;
        long cpu = application.cpuNanos() - cpuBefore;
        if (processed(origin) != (endpoint == Endpoint.BARE ? 0 : count)) {
            throw new IllegalStateException("Not every webhook was processed exactly once");
        }
        return Figures.of("per second", count / seconds).and("CPU us each", cpu / 1e3 / count);
    }

    private Delivery delivery() {
        String id = "delivered" + this.predictions.incrementAndGet();
        byte[] body = Wire.succeeded(id, "http://127.0.0.1").getBytes(StandardCharsets.UTF_8);
        return new Delivery(this.signer.headers("msg_" + id, body), body);
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

    private int processed(String origin) {
        return Integer.parseInt(Objects.requireNonNull(this.http
                .get()
                .uri(origin + "/processed")
                .responseContent()
                .aggregate()
                .asString()
                .block()));
    }

    private enum Endpoint {
        STARTER("replicate4j", "/replicate/webhook?replicate=prediction"),
        BARE("bare controller", "/bare"),
        BY_HAND("controller by hand", "/by-hand");

        private final String shown;

        private final String path;

        Endpoint(String shown, String path) {
            this.shown = shown;
            this.path = path;
        }
    }

    private record Delivery(Map<String, String> headers, byte[] body) {}
}
