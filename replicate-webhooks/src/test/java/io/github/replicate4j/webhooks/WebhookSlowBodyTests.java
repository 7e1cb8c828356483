/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Response to a body that is sent too slowly, over a socket. */
@ParameterizedClass
@EnumSource
class WebhookSlowBodyTests {

    @Parameter
    Stack stack;

    @Test
    void rejectsABodyThatIsTooSlow() throws Exception {
        try (WebhookServer server =
                        WebhookServer.start(this.stack, builder -> builder.bodyTimeout(Duration.ofSeconds(1)));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            ExecutorService sender = Executors.newSingleThreadExecutor();
            try {
                Future<?> sent = sender.submit(() -> {
                    trickle(server, socket);
                    return null;
                });
                // Bytes sent after the response reset the connection, so only the response can be read.
                BufferedReader response =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                assertThat(response.readLine()).startsWith("HTTP/1.1 408");
                sent.cancel(true);
            } finally {
                sender.shutdownNow();
                assertThat(sender.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(server.listener().events()).isEmpty();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(server.receiver().usedBodyBytes()).isZero());
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
        }
    }

    /** Send the next byte when the server has received the previous one, so that the body grows but is never complete. */
    private static void trickle(WebhookServer server, Socket socket) throws IOException {
        socket.getOutputStream().write(server.valid().head("Content-Length: 10000000"));
        int sent = 0;
        while (!Thread.currentThread().isInterrupted()) {
            if (server.receiver().usedBodyBytes() == sent) {
                socket.getOutputStream().write(' ');
                sent++;
            } else {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    /** Chunks of one byte are sent faster than they are read, so there are always more bytes to read. */
    @Test
    void closesTheConnectionOfASenderThatNeverStops() throws Exception {
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (WebhookServer server =
                        WebhookServer.start(this.stack, builder -> builder.bodyTimeout(Duration.ofSeconds(1)));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Future<?> sent = sender.submit(() -> {
                byte[] head = server.valid().without("webhook-id").head("Transfer-Encoding: chunked");
                socket.getOutputStream().write(head);
                byte[] chunks = "1\r\n \r\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    socket.getOutputStream().write(chunks);
                }
            });
            assertThat(sent)
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableThat()
                    .withCauseInstanceOf(IOException.class);
        } finally {
            sender.shutdownNow();
        }
        assertThat(sender.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
}
