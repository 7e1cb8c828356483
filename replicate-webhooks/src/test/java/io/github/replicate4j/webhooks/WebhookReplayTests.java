/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Repeated, concurrent and out-of-order deliveries, over a socket. */
class WebhookReplayTests extends WebhookServerTest {

    private static int status(Delivery delivery) {
        return server.send(delivery).status();
    }

    private static Delivery of(String id, String status) {
        return server.signed(WebhookServer.body(id, status));
    }

    @Test
    void publishesADuplicateDeliveryOnce() {
        Delivery completed = server.valid();
        assertThat(status(completed)).isEqualTo(204);
        assertThat(status(completed)).isEqualTo(204);
        Delivery updated = of(server.newId(), "processing");
        assertThat(status(updated)).isEqualTo(204);
        assertThat(status(updated)).isEqualTo(204);
        assertThat(server.listener().events()).hasSize(2);
    }

    @Test
    void publishesACompletionDeliveredFiveTimesOnce() throws Exception {
        String id = server.newId();
        ExecutorService senders = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            List<Future<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                responses.add(senders.submit(() -> {
                    Delivery delivery = of(id, "succeeded");
                    together.await(60, TimeUnit.SECONDS);
                    return status(delivery);
                }));
            }
            for (Future<Integer> response : responses) {
                assertThat(response.get()).isIn(204, 409);
            }
        } finally {
            senders.shutdownNow();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(status(of(id, "succeeded"))).isEqualTo(204);
        }
        assertThat(server.listener().events()).singleElement().isInstanceOf(PredictionCompletedEvent.class);
    }

    @Test
    void publishesConcurrentCopiesOnce() throws Exception {
        String id = server.newId();
        Delivery completed = of(id, "succeeded");
        ExecutorService senders = Executors.newFixedThreadPool(20);
        CyclicBarrier together = new CyclicBarrier(20);
        try {
            List<Future<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                boolean waits = i < 20;
                responses.add(senders.submit(() -> {
                    if (waits) {
                        together.await(60, TimeUnit.SECONDS);
                    }
                    return status(completed);
                }));
            }
            for (Future<Integer> response : responses) {
                assertThat(response.get()).isIn(204, 409);
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(server.listener().countOf(id)).isEqualTo(1);
        assertThat(status(completed)).isEqualTo(204);
        assertThat(server.listener().countOf(id)).isEqualTo(1);
    }

    @Test
    void respondsWith409WhileACopyIsProcessed() throws Exception {
        String id = server.newId();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        server.listener().onEvent(event -> {
            started.countDown();
            await(released);
        });
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> first = sender.submit(() -> status(of(id, "succeeded")));
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            HttpResponse copy = server.send(of(id, "succeeded"));
            assertThat(copy.status()).isEqualTo(409);
            assertThat(copy.headers()).containsEntry("retry-after", "5");
            released.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(204);
        } finally {
            released.countDown();
            sender.shutdownNow();
        }
        assertThat(status(of(id, "succeeded"))).isEqualTo(204);
        assertThat(server.listener().countOf(id)).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void publishesARetryOnlyIfTheFirstDeliveryFailed() {
        String id = server.newId();
        String body = WebhookServer.body(id, "succeeded");
        AtomicInteger attempts = new AtomicInteger();
        server.listener().onEvent(event -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("first attempt");
            }
        });
        assertThat(status(Delivery.signed(WebhookServer.SECRET, server.clock(), "msg_retry", body)))
                .isEqualTo(500);
        assertThat(server.listener().countOf(id)).isZero();
        server.clock().advance(Duration.ofSeconds(2));
        assertThat(status(Delivery.signed(WebhookServer.SECRET, server.clock(), "msg_retry", body)))
                .isEqualTo(204);
        server.clock().advance(Duration.ofSeconds(4));
        assertThat(status(Delivery.signed(WebhookServer.SECRET, server.clock(), "msg_retry", body)))
                .isEqualTo(204);
        assertThat(server.listener().countOf(id)).isEqualTo(1);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void publishesOneCompletionRegardlessOfDeliveryId() {
        String id = server.newId();
        assertThat(status(of(id, "succeeded"))).isEqualTo(204);
        assertThat(status(of(id, "succeeded"))).isEqualTo(204);
        assertThat(status(of(id, "canceled"))).isEqualTo(204);
        assertThat(status(of(id, "succeeded").to("/replicate/webhook?replicate=training")))
                .isEqualTo(204);
        assertThat(server.listener().events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PredictionCompletedEvent.class,
                        event -> assertThat(event.succeeded()).isTrue());
    }

    @Test
    void ignoresUpdatesAfterTheCompletion() {
        String id = server.newId();
        assertThat(status(of(id, "succeeded"))).isEqualTo(204);
        assertThat(status(of(id, "processing"))).isEqualTo(204);
        assertThat(status(of(id, "starting"))).isEqualTo(204);
        assertThat(server.listener().events()).hasSize(1);
    }

    @Test
    void ignoresOutOfOrderUpdates() {
        String id = server.newId();
        assertThat(status(server.signed(
                        WebhookServer.body(id, "processing", ", \"logs\": \"12345\", \"output\": [1, 2]"))))
                .isEqualTo(204);
        assertThat(status(server.signed(WebhookServer.body(id, "processing", ", \"logs\": \"123\", \"output\": [1]"))))
                .isEqualTo(204);
        assertThat(status(of(id, "starting"))).isEqualTo(204);
        assertThat(server.listener().events()).hasSize(1);
        assertThat(status(server.signed(
                        WebhookServer.body(id, "processing", ", \"logs\": \"123456\", \"output\": [1, 2]"))))
                .isEqualTo(204);
        assertThat(server.listener().events()).hasSize(2);
    }

    @Test
    void distinguishesTrainings() {
        String id = server.newId();
        assertThat(status(of(id, "succeeded").to("/replicate/webhook?replicate=training")))
                .isEqualTo(204);
        assertThat(server.listener().events()).singleElement().isInstanceOf(TrainingCompletedEvent.class);
    }

    @Test
    void disconnectingSenderDoesNotInterruptListeners() throws Exception {
        String id = server.newId();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        server.listener().onEvent(event -> {
            started.countDown();
            await(released);
        });
        try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(of(id, "succeeded").bytes());
            socket.getOutputStream().flush();
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            socket.setSoLinger(true, 0);
        }
        released.countDown();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.listener().countOf(id)).isEqualTo(1));
        assertThat(server.listener().events())
                .extracting(WebhookEvent::webhookId)
                .doesNotContainNull();
    }
}
