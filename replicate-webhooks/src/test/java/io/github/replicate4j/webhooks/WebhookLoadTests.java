/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Concurrent deliveries from many senders: of each ten, one is forged and two are copies, and a listener fails first for one
 * prediction in twenty. Like Replicate, the senders repeat a delivery until the response is a success. With the profile
 * {@code stress} there are 10,000 deliveries for each stack.
 */
@ParameterizedClass
@EnumSource
class WebhookLoadTests {

    private static final int DELIVERIES = Boolean.getBoolean("replicate4j.stress") ? 10_000 : 600;

    private static final int FORGED = DELIVERIES / 10;

    private static final int COPIES = DELIVERIES / 5;

    private static final int GENUINE = DELIVERIES - FORGED - COPIES;

    private static final int SENDERS = 16;

    @Parameter
    Stack stack;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();

    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

    private final Map<Integer, AtomicInteger> responses = new ConcurrentHashMap<>();

    @Test
    void publishesEachGenuineCompletionOnceAndNoForgedOne() throws Exception {
        try (WebhookServer server = WebhookServer.start(this.stack)) {
            server.listener().onEvent(this::listen);
            List<Sent> all = deliveries(server);
            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
            try {
                List<Future<?>> sent = new ArrayList<>();
                for (Sent each : all) {
                    sent.add(senders.submit(() -> {
                        send(server, each);
                        return null;
                    }));
                }
                for (Future<?> each : sent) {
                    each.get();
                }
            } finally {
                senders.shutdownNow();
            }
        }
        Set<String> genuine = new HashSet<>();
        for (int i = 0; i < GENUINE; i++) {
            genuine.add("genuine" + i);
        }
        System.out.printf(
                "proof: %s, %d deliveries, %d forged, %d copies | %d effects of %d predictions, %d listeners failed first; responses %s%n",
                this.stack,
                DELIVERIES,
                FORGED,
                COPIES,
                this.effects.values().stream().mapToInt(AtomicInteger::get).sum(),
                this.effects.size(),
                this.failedOnce.size(),
                new TreeMap<>(this.responses));
        assertThat(this.effects.keySet()).isEqualTo(genuine);
        assertThat(this.effects.values()).allSatisfy(count -> assertThat(count).hasValue(1));
        assertThat(this.failedOnce).hasSize(GENUINE / 20);
        assertThat(this.responses.keySet()).isSubsetOf(204, 401, 409, 500);
        assertThat(this.responses.get(401)).hasValue(FORGED);
        assertThat(this.responses.get(500)).hasValue(GENUINE / 20);
    }

    private void listen(WebhookEvent event) {
        assertThat(event).isInstanceOf(PredictionCompletedEvent.class);
        String id = event.subject().id();
        boolean fails = id.startsWith("genuine") && Integer.parseInt(id.substring("genuine".length())) % 20 == 0;
        if (fails && this.failedOnce.add(id)) {
            throw new IllegalStateException("first attempt");
        }
        this.effects.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
    }

    private static List<Sent> deliveries(WebhookServer server) {
        List<Sent> all = new ArrayList<>();
        for (int i = 0; i < GENUINE; i++) {
            Delivery delivery = Delivery.signed(
                    WebhookServer.SECRET, server.clock(), "msg_" + i, WebhookServer.body("genuine" + i, "succeeded"));
            all.add(new Sent(delivery, true));
            if (i < COPIES) {
                all.add(new Sent(delivery, true));
            }
        }
        for (int i = 0; i < FORGED; i++) {
            // Half of them use the id of a genuine prediction.
            String id = i % 2 == 0 ? "forged" + i : "genuine" + i;
            all.add(new Sent(
                    Delivery.signed(
                            "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
                            server.clock(),
                            "msg_forged_" + i,
                            WebhookServer.body(id, "failed")),
                    false));
        }
        Collections.shuffle(all, new Random(11));
        return all;
    }

    private void send(WebhookServer server, Sent sent) throws IOException, InterruptedException {
        int status = post(server, sent.delivery());
        while (sent.genuine() && status != 204) {
            status = post(server, sent.delivery());
        }
    }

    private int post(WebhookServer server, Delivery delivery) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + delivery.target()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(line -> request.header(line.split(": ")[0], line.split(": ")[1]));
        int status = this.http
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        this.responses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
        return status;
    }

    private record Sent(Delivery delivery, boolean genuine) {}
}
