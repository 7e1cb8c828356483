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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** Of a sender who is gone a socket does not say when that is known. */
class WebFluxWebhookHandlerTests {

    @Test
    void aSenderWhoHangsUpDoesNotBreakOffWhatListenersDo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean onAThreadThatMayBlock = new AtomicBoolean();
        try (WebhookServer server = WebhookServer.start(Stack.WEBFLUX)) {
            server.listeners().then(event -> {
                onAThreadThatMayBlock.set(!Schedulers.isInNonBlockingThread());
                begun.countDown();
                await(end);
            });
            WebFluxWebhookHandler handler =
                    new WebFluxWebhookHandler(server.context().getBean(WebhookReceiver.class));
            Disposable sender = handler.handle(request(server.valid())).subscribe();
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            sender.dispose();
            end.countDown();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.listeners().heard()).hasSize(1));
            assertThat(onAThreadThatMayBlock).isTrue();
            WebhookBodies bodies = server.context().getBean(WebhookBodies.class);
            Awaitility.await().untilAsserted(() -> assertThat(bodies.room()).isEqualTo(40L << 20));
        } finally {
            end.countDown();
        }
    }

    private static ServerRequest request(Delivery delivery) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post(delivery.target());
        delivery.headers().forEach(line -> request.header(line.split(": ")[0], line.split(": ")[1]));
        List<HttpMessageReader<?>> readers = List.of();
        return ServerRequest.create(
                MockServerWebExchange.from(request.body(new String(delivery.body(), StandardCharsets.UTF_8))), readers);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
