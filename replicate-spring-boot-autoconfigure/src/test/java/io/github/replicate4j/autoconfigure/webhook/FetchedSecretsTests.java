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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Two threads and more at once. */
class FetchedSecretsTests {

    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final MutableClock clock = new MutableClock();

    private final AtomicInteger fetches = new AtomicInteger();

    private final CountDownLatch asked = new CountDownLatch(1);

    private final CountDownLatch answered = new CountDownLatch(1);

    private volatile boolean slow;

    private final FetchedSecrets secrets =
            new FetchedSecrets(this::fetch, keys -> WebhookVerifier.of(keys).withClock(this.clock), this.clock);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private WebhookSecret fetch() {
        this.fetches.incrementAndGet();
        this.asked.countDown();
        if (this.slow) {
            try {
                assertThat(this.answered.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
        return new WebhookSecret(WebhookServer.SECRET);
    }

    @AfterEach
    void stop() {
        this.answered.countDown();
        this.threads.shutdownNow();
    }

    private VerifiedWebhook verify(String secret) {
        Delivery delivery = Delivery.signed(secret, this.clock, "msg_1", WebhookServer.body("a", "succeeded"));
        HttpHeaders headers = new HttpHeaders();
        delivery.headers().forEach(line -> headers.add(line.split(": ")[0], line.split(": ")[1]));
        WebhookHead head = new WebhookHead(headers, -1, null);
        return this.secrets.verify(head, delivery.body());
    }

    @Test
    void manyThatNeedTheFirstWaitForOneFetch() throws Exception {
        this.slow = true;
        List<Future<VerifiedWebhook>> verified = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            verified.add(this.threads.submit(() -> verify(WebhookServer.SECRET)));
        }
        assertThat(this.asked.await(20, TimeUnit.SECONDS)).isTrue();
        this.answered.countDown();
        for (Future<VerifiedWebhook> each : verified) {
            assertThat(each.get(20, TimeUnit.SECONDS).id()).isEqualTo("msg_1");
        }
        assertThat(this.fetches).hasValue(1);
    }

    @Test
    void nobodyWaitsForLong() throws Exception {
        this.slow = true;
        Future<VerifiedWebhook> first = this.threads.submit(() -> verify(WebhookServer.SECRET));
        assertThat(this.asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(NoWebhookSecretException.class).isThrownBy(() -> verify(WebhookServer.SECRET));
        this.answered.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void whileOneAsksAgainOthersAreRefusedAtOnce() throws Exception {
        verify(WebhookServer.SECRET);
        this.clock.advance(Duration.ofMinutes(2));
        this.slow = true;
        Future<VerifiedWebhook> asking = this.threads.submit(() -> verify(OTHER));
        org.awaitility.Awaitility.await().until(() -> this.fetches.get() == 2);
        assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> verify(OTHER));
        assertThat(verify(WebhookServer.SECRET).id()).isEqualTo("msg_1");
        assertThat(asking.isDone()).isFalse();
        this.answered.countDown();
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(() -> asking.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(WebhookRejectedException.class);
        assertThat(this.fetches).hasValue(2);
    }
}
