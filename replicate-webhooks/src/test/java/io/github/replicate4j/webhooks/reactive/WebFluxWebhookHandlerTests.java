/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.UsedBodyMemory;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Tests without a socket: over a socket, a test cannot know when the server has detected that the sender disconnected. */
class WebFluxWebhookHandlerTests {

    @Test
    void disconnectingSenderDoesNotInterruptListeners() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean onBlockingThread = new AtomicBoolean();
        RecordingListener listener = new RecordingListener();
        WebhookReceiver receiver = WebhookReceiver.builder(listener::on)
                .secrets(List.of(new WebhookSecret(WebhookSender.SECRET)))
                .build();
        listener.onEvent(event -> {
            onBlockingThread.set(!Schedulers.isInNonBlockingThread());
            started.countDown();
            await(released);
        });
        try {
            Disposable sender = new WebFluxWebhookHandler(receiver, new SimpleAsyncTaskExecutor())
                    .handle(request(delivery()))
                    .subscribe();
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            sender.dispose();
            released.countDown();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(listener.events()).hasSize(1));
            assertThat(onBlockingThread).isTrue();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(UsedBodyMemory.bytes(receiver)).isZero());
        } finally {
            released.countDown();
        }
    }

    @Test
    void failureOfAFilterIsNotAnIncompleteBody() {
        WebhookReceiver receiver = WebhookReceiver.builder(event -> {})
                .secrets(List.of(new WebhookSecret(WebhookSender.SECRET)))
                .build();

        assertThat(statusOfBody(receiver, new IllegalStateException("filter"))).isEqualTo(500);
        assertThat(statusOfBody(receiver, new IOException("connection reset"))).isEqualTo(400);
        assertThat(UsedBodyMemory.bytes(receiver)).isZero();
    }

    private static int statusOfBody(WebhookReceiver receiver, Throwable failure) {
        DataBuffer start = DefaultDataBufferFactory.sharedInstance.wrap(new byte[] {'{'});
        ServerWebExchange exchange =
                MockServerWebExchange.from(head(delivery()).body(Flux.concat(Flux.just(start), Flux.error(failure))));
        new WebFluxWebhookHandler(receiver, new SimpleAsyncTaskExecutor())
                .handle(exchange)
                .block();
        return exchange.getResponse().getStatusCode().value();
    }

    private static Delivery delivery() {
        return Delivery.signed(WebhookSender.SECRET, Clock.systemUTC(), "msg_1", WebhookSender.body("a", "succeeded"));
    }

    private static ServerWebExchange request(Delivery delivery) {
        return MockServerWebExchange.from(head(delivery).body(new String(delivery.body(), StandardCharsets.UTF_8)));
    }

    private static MockServerHttpRequest.BodyBuilder head(Delivery delivery) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post(delivery.target());
        delivery.headers().forEach(line -> request.header(line.split(": ")[0], line.split(": ")[1]));
        return request;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
