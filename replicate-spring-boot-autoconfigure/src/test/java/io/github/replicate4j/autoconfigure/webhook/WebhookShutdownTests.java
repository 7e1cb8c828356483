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

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that ends while webhooks come, over a socket. */
@ParameterizedClass
@EnumSource
class WebhookShutdownTests {

    @Parameter
    Stack stack;

    @Test
    void whatIsBegunIsFinishedAndNothingElseIsBegun() throws Exception {
        WebhookServer server = WebhookServer.start(this.stack, "server.shutdown=graceful");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Listeners listeners = server.listeners();
        listeners.then(event -> {
            begun.countDown();
            await(end);
        });
        Delivery first = server.valid();
        Delivery second = server.valid();
        TrafficGate gate = server.context().getBean(TrafficGate.class);
        int port = server.port();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Answer> answer = threads.submit(() -> Answer.to(port, first.bytes()));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            Future<?> closing = threads.submit(server::close);
            Awaitility.await().until(gate::isShut);
            assertThat(statusOrRefused(port, second)).isIn(0, 503);
            end.countDown();
            assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(204);
            closing.get(20, TimeUnit.SECONDS);
        } finally {
            end.countDown();
            threads.shutdownNow();
            server.close();
        }
        assertThat(listeners.heard()).hasSize(1);
    }

    private static int statusOrRefused(int port, Delivery delivery) {
        try {
            return Answer.to(port, delivery.bytes()).status();
        } catch (UncheckedIOException ex) {
            // The server takes no connections any more.
            return 0;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
