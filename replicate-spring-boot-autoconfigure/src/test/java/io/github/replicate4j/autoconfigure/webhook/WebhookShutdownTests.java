/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.RecordingListener;
import io.github.replicate4j.webhooks.testing.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Shutdown of an application while it receives webhooks, over a socket. */
@ParameterizedClass
@EnumSource
class WebhookShutdownTests {

    @Parameter
    Stack stack;

    @Test
    void finishesRunningDeliveriesAndAcceptsNoOthers() throws Exception {
        WebhookServer server = WebhookServer.start(this.stack, "server.shutdown=graceful");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RecordingListener listener = server.listener();
        listener.onEvent(event -> {
            started.countDown();
            await(released);
        });
        Delivery first = server.valid();
        Delivery second = server.valid();
        TrafficAvailability traffic = server.context().getBean(TrafficAvailability.class);
        int port = server.port();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<HttpResponse> response = threads.submit(() -> HttpResponse.to(port, first.bytes()));
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            Future<?> closing = threads.submit(server::close);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !traffic.isAccepting());
            assertThat(statusOrRefused(port, second)).isIn(0, 503);
            released.countDown();
            assertThat(response.get(60, TimeUnit.SECONDS).status()).isEqualTo(204);
            closing.get(60, TimeUnit.SECONDS);
        } finally {
            released.countDown();
            threads.shutdownNow();
            server.close();
        }
        assertThat(listener.events()).hasSize(1);
    }

    @Test
    void clientsAreOpenUntilTheListenerOfADisconnectedSenderHasFinished() throws Exception {
        WebhookServer server = WebhookServer.start(this.stack, "server.shutdown=graceful");
        Replicate replicate = server.context().getBean(Replicate.class);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicReference<Boolean> closed = new AtomicReference<>();
        server.listener().onEvent(event -> {
            started.countDown();
            await(released);
            closed.set(replicate.isClosed());
        });
        int port = server.port();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sender.getOutputStream().write(server.valid().bytes());
                assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
            }
            Future<?> closing = thread.submit(server::close);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isRefused(port));
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> !closing.isDone());
            released.countDown();
            closing.get(60, TimeUnit.SECONDS);
        } finally {
            released.countDown();
            thread.shutdownNow();
            server.close();
        }
        assertThat(closed).hasValue(false);
        assertThat(replicate.isClosed()).isTrue();
    }

    private static boolean isRefused(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException ex) {
            return true;
        }
    }

    private static int statusOrRefused(int port, Delivery delivery) {
        try {
            return HttpResponse.to(port, delivery.bytes()).status();
        } catch (UncheckedIOException ex) {
            // The server accepts no connections anymore.
            return 0;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
