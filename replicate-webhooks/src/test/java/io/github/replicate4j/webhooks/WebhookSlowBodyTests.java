/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.webhooks.testing.Delivery;
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
                        WebhookServer.start(this.stack, builder -> builder.bodyTimeout(Duration.ofSeconds(2)));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Delivery valid = server.valid();
            socket.setSoTimeout(30_000);
            ExecutorService sender = Executors.newSingleThreadExecutor();
            try {
                Future<?> sent = sender.submit(() -> {
                    trickle(valid, socket);
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

    private static void trickle(Delivery delivery, Socket socket) throws IOException, InterruptedException {
        socket.getOutputStream().write(delivery.head("Content-Length: " + delivery.body().length));
        for (byte each : delivery.body()) {
            socket.getOutputStream().write(each);
            socket.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(400).toMillis());
        }
    }
}
