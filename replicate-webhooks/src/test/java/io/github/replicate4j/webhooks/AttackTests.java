/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.HttpResponse;
import io.github.replicate4j.webhooks.testing.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Genuine deliveries while unverified senders hold connections open with requests that never end. With the profile {@code stress}, there are
 * 500 slow senders.
 */
@ParameterizedClass
@EnumSource
class AttackTests {

    private static final int MAX_BODY_SIZE = 10 << 20;

    /** More than the 200 threads of Tomcat. */
    private static final int SLOW_SENDERS = Boolean.getBoolean("replicate4j.stress") ? 500 : 220;

    private static final int GENUINE = 40;

    /** More bodies of 3 MB than fit into the memory, so that it must be released. */
    private static final int LARGE_GENUINE = Boolean.getBoolean("replicate4j.stress") ? 40 : 14;

    /** Nothing in these tests waits for a timeout. */
    private static final Duration LONG = Duration.ofMinutes(10);

    @Parameter
    Stack stack;

    private final List<Socket> unverified = new ArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void disconnect() throws IOException {
        this.threads.shutdownNow();
        for (Socket sender : this.unverified) {
            sender.close();
        }
    }

    private WebhookServer server() {
        return WebhookServer.start(this.stack, builder -> builder.bodyTimeout(LONG));
    }

    /** Connect from another address of this machine. */
    private Socket connect(WebhookServer server, int address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0." + address, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        this.unverified.add(socket);
        return socket;
    }

    private static Delivery forged(WebhookServer server) {
        return server.valid().with("webhook-signature", "v1," + "A".repeat(43) + "=");
    }

    private void sendAlmostAll(WebhookServer server, Socket sender, int size) throws IOException {
        sender.getOutputStream().write(forged(server).head("Content-Length: " + size));
        sender.getOutputStream().write(new byte[size - 1]);
        sender.getOutputStream().flush();
    }

    private void assertGenuineDeliveriesAreProcessed(WebhookServer server, int count, int size) {
        for (int i = 0; i < count; i++) {
            String start = WebhookServer.body(server.newId(), "succeeded");
            Delivery delivery = server.signed(start + " ".repeat(Math.max(0, size - start.length())));
            assertThat(server.send(delivery).status()).isEqualTo(204);
        }
        assertThat(server.listener().events()).hasSize(count);
        server.listener().clear();
    }

    @Test
    void unverifiedSendersWithAlmostCompleteBodiesDoNotBlockGenuineOnes() throws IOException {
        try (WebhookServer server = server()) {
            for (int address = 2; address <= 5; address++) {
                sendAlmostAll(server, connect(server, address), MAX_BODY_SIZE);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(server.receiver().usedBodyBytes()).isEqualTo(4L * (MAX_BODY_SIZE - 1)));
            assertGenuineDeliveriesAreProcessed(server, GENUINE, 2_000);
            assertGenuineDeliveriesAreProcessed(server, LARGE_GENUINE, 3_000_000);
        }
    }

    @Test
    void oneSenderUsesHalfOfTheMemoryAtMost() throws IOException {
        try (WebhookServer server = server()) {
            for (int i = 0; i < 6; i++) {
                sendAlmostAll(server, connect(server, 2), MAX_BODY_SIZE);
            }
            Socket another = connect(server, 3);
            sendAlmostAll(server, another, MAX_BODY_SIZE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(server.receiver().usedBodyBytes()).isEqualTo(3L * (MAX_BODY_SIZE - 1)));
            another.getOutputStream().write(0);
            assertThat(new String(another.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void slowSendersDoNotBlockGenuineOnes() throws IOException {
        try (WebhookServer server = server()) {
            for (int i = 0; i < SLOW_SENDERS; i++) {
                Socket sender = connect(server, 2);
                Delivery forged = forged(server);
                // A third of the requests is rejected before the body is read.
                Delivery sent = i % 3 == 0 ? forged.without("webhook-id") : forged;
                sender.getOutputStream().write(sent.head("Content-Length: 100000"));
                sender.getOutputStream().write(' ');
            }
            this.threads.execute(this::trickle);
            assertGenuineDeliveriesAreProcessed(server, GENUINE, 2_000);
        }
    }

    private void trickle() {
        while (!Thread.currentThread().isInterrupted()) {
            for (Socket sender : this.unverified) {
                try {
                    sender.getOutputStream().write(' ');
                } catch (IOException ex) {
                    // The server has closed the connection.
                }
            }
            // The test needs the processor as well.
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void closesTheConnectionOfARejectedSender() throws IOException {
        try (WebhookServer server =
                WebhookServer.start(this.stack, builder -> builder.bodyTimeout(Duration.ofSeconds(1)))) {
            Socket sender = connect(server, 2);
            sender.setSoTimeout(60_000);
            String head = new String(forged(server).without("webhook-id").head("Content-Length: 100000"))
                    .replace("Connection: close", "Connection: keep-alive");
            sender.getOutputStream().write(head.getBytes());
            String response = new String(sender.getInputStream().readAllBytes());
            assertThat(response).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void respondsToASilentSender() throws IOException {
        try (WebhookServer server =
                WebhookServer.start(this.stack, builder -> builder.bodyTimeout(Duration.ofSeconds(1)))) {
            Socket sender = connect(server, 2);
            sender.setSoTimeout(60_000);
            sender.getOutputStream().write(forged(server).head("Content-Length: 100000"));
            assertThat(new String(sender.getInputStream().readAllBytes())).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void busyListenersDoNotBlockOtherRequests() throws Exception {
        try (WebhookServer server = server()) {
            CountDownLatch released = new CountDownLatch(1);
            CountDownLatch blocked = new CountDownLatch(60);
            try {
                server.listener().onEvent(event -> {
                    blocked.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException ex) {
                        throw new IllegalStateException(ex);
                    }
                });
                for (int i = 0; i < 60; i++) {
                    this.threads.execute(() -> server.send(server.valid()));
                }
                assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
                server.listener().clear();
                assertGenuineDeliveriesAreProcessed(server, GENUINE, 2_000);
            } finally {
                released.countDown();
            }
        }
    }

    @Test
    void bodyInSeveralPiecesIsReceived() {
        try (WebhookServer server = server()) {
            Delivery valid = server.valid();
            HttpResponse response = HttpResponse.to(server.port(), out -> {
                out.write(valid.head("Content-Length: " + valid.body().length));
                for (byte piece : valid.body()) {
                    out.write(piece);
                    out.flush();
                }
            });
            assertThat(response.status()).isEqualTo(204);
            assertThat(server.listener().events()).hasSize(1);
        }
    }
}
