/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of a body that trickles, over a socket. */
@ParameterizedClass
@EnumSource
class WebhookSlowBodyTests {

    @Parameter
    Stack stack;

    @Test
    void itIsNotWaitedForForLong() throws Exception {
        // Tomcat would go on to read, on a thread of its own pool, what the endpoint does not want.
        try (WebhookServer server = start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Delivery valid = server.valid();
            socket.setSoTimeout(30_000);
            ExecutorService sender = Executors.newSingleThreadExecutor();
            try {
                Future<?> sent = sender.submit(() -> {
                    trickle(valid, socket);
                    return null;
                });
                // What still trickles in behind the answer resets the connection: no more than the answer can be read.
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                assertThat(answer.readLine()).startsWith("HTTP/1.1 408");
                sent.cancel(true);
            } finally {
                sender.shutdownNow();
                assertThat(sender.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(server.listeners().heard()).isEmpty();
            WebhookBodies bodies = server.context().getBean(WebhookBodies.class);
            Awaitility.await().untilAsserted(() -> assertThat(bodies.room()).isEqualTo(40L << 20));
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
        }
    }

    private WebhookServer start() {
        return WebhookServer.start(
                this.stack,
                List.of(
                        WebhookServer.WITHOUT_SECURITY,
                        "replicate.bearer-token=any",
                        "replicate.webhook.secrets=" + WebhookServer.SECRET,
                        "server.tomcat.max-swallow-size=0"),
                WebhookServer.Application.class,
                Impatient.class);
    }

    private static void trickle(Delivery delivery, Socket socket) throws IOException, InterruptedException {
        socket.getOutputStream().write(delivery.head("Content-Length: " + delivery.body().length));
        for (byte each : delivery.body()) {
            socket.getOutputStream().write(each);
            socket.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(400).toMillis());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Impatient {

        @Bean
        WebhookBodies webhookBodies() {
            return new WebhookBodies(10 << 20, Duration.ofSeconds(2));
        }
    }
}
