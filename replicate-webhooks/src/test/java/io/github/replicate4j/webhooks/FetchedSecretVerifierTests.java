/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class FetchedSecretVerifierTests {

    private static final String SECRET = WebhookSender.SECRET;

    private static final String OTHER = WebhookSender.OTHER_SECRET;

    private final MutableClock clock = new MutableClock();

    private final AtomicInteger fetches = new AtomicInteger();

    private final CountDownLatch fetchStarted = new CountDownLatch(1);

    private final CountDownLatch fetchReleased = new CountDownLatch(1);

    private volatile boolean slow;

    private volatile boolean failing;

    private volatile String secret = SECRET;

    private final MutableTime time = new MutableTime();

    private final FetchedSecretVerifier verifier = new FetchedSecretVerifier(
            this::fetch, keys -> WebhookVerifier.of(keys).withClock(this.clock), this.time);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private WebhookSecret fetch() {
        this.fetches.incrementAndGet();
        this.fetchStarted.countDown();
        if (this.slow) {
            try {
                assertThat(this.fetchReleased.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
        if (this.failing) {
            throw new IllegalStateException("no secret.");
        }
        return new WebhookSecret(this.secret);
    }

    @AfterEach
    void stop() {
        this.fetchReleased.countDown();
        this.threads.shutdownNow();
    }

    private VerifiedWebhook verify(String secret) {
        Delivery delivery = Delivery.signed(secret, this.clock, "msg_1", WebhookSender.body("a", "succeeded"));
        HttpHeaders headers = new HttpHeaders();
        delivery.headers().forEach(line -> headers.add(line.split(": ")[0], line.split(": ")[1]));
        return this.verifier.verify(new WebhookRequestHeaders("POST", headers, -1, null, "unknown"), delivery.body());
    }

    private void assertAccepted(String secret) {
        assertThat(verify(secret).id()).isEqualTo("msg_1");
    }

    private void assertRejected(String secret) {
        assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> verify(secret));
    }

    private void assertUnavailable() {
        assertThatExceptionOfType(SecretUnavailableException.class).isThrownBy(() -> verify(SECRET));
    }

    @Test
    void fetchesTheSecretOnFirstUseAndKeepsIt() {
        assertThat(this.fetches).hasValue(0);
        assertAccepted(SECRET);
        this.time.advance(Duration.ofDays(1));
        assertAccepted(SECRET);
        assertThat(this.fetches).hasValue(1);
    }

    @Test
    void fetchesAtMostOnceAMinuteForForgedDeliveries() throws Exception {
        assertAccepted(SECRET);
        List<Future<?>> attacks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            attacks.add(this.threads.submit(() -> assertRejected(OTHER)));
        }
        for (Future<?> attack : attacks) {
            attack.get(60, TimeUnit.SECONDS);
        }
        assertThat(this.fetches).hasValue(1);
        this.time.advance(Duration.ofSeconds(61));
        for (int i = 0; i < 20; i++) {
            assertRejected(OTHER);
        }
        assertThat(this.fetches).hasValue(2);
        assertAccepted(SECRET);
    }

    @Test
    void detectsARotatedSecretWithTheFirstDeliverySignedWithIt() {
        assertAccepted(SECRET);
        this.secret = OTHER;
        this.time.advance(Duration.ofSeconds(61));
        assertAccepted(OTHER);
        // Replicate still retries deliveries signed with the previous secret.
        assertAccepted(SECRET);
        this.time.advance(Duration.ofSeconds(121));
        assertRejected(SECRET);
        assertAccepted(OTHER);
    }

    @Test
    void settingTheClockBackDoesNotDelayTheNextFetch() {
        this.failing = true;
        assertUnavailable();
        this.failing = false;
        this.clock.advance(Duration.ofMinutes(-10));
        this.time.advance(Duration.ofSeconds(6));
        assertAccepted(SECRET);
        this.secret = OTHER;
        this.clock.advance(Duration.ofMinutes(-10));
        this.time.advance(Duration.ofSeconds(61));
        assertAccepted(OTHER);
    }

    @Test
    void discardedSecretIsNotAcceptedAnyMore() {
        assertAccepted(SECRET);
        this.secret = OTHER;
        this.verifier.discardSecrets();
        assertRejected(SECRET);
        assertAccepted(OTHER);
    }

    @Test
    void acceptsNothingUntilASecretIsAvailable() {
        this.failing = true;
        assertUnavailable();
        assertUnavailable();
        assertThat(this.fetches).hasValue(1);
        this.failing = false;
        this.time.advance(Duration.ofSeconds(6));
        assertAccepted(SECRET);
    }

    @Test
    void retriesFailedFetchesWithABackoffOfAtMostAMinute() {
        this.failing = true;
        for (int i = 0; i < 60; i++) {
            assertUnavailable();
            this.time.advance(Duration.ofSeconds(10));
        }
        // The deliveries after 0, 10, 20, 40 and 80 seconds try to fetch the secret, and then one each minute.
        assertThat(this.fetches).hasValue(13);
        this.failing = false;
        this.time.advance(Duration.ofSeconds(60));
        assertAccepted(SECRET);
    }

    @Test
    void concurrentFirstDeliveriesShareOneFetch() throws Exception {
        this.slow = true;
        List<Future<VerifiedWebhook>> verified = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            verified.add(this.threads.submit(() -> verify(SECRET)));
        }
        assertThat(this.fetchStarted.await(60, TimeUnit.SECONDS)).isTrue();
        this.fetchReleased.countDown();
        for (Future<VerifiedWebhook> each : verified) {
            assertThat(each.get(60, TimeUnit.SECONDS).id()).isEqualTo("msg_1");
        }
        assertThat(this.fetches).hasValue(1);
    }

    @Test
    void waitsForASlowFetchForALimitedTime() throws Exception {
        this.slow = true;
        Future<VerifiedWebhook> first = this.threads.submit(() -> verify(SECRET));
        assertThat(this.fetchStarted.await(60, TimeUnit.SECONDS)).isTrue();
        assertUnavailable();
        this.fetchReleased.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void rejectsForgedDeliveriesImmediatelyWhileAnotherThreadFetches() throws Exception {
        assertAccepted(SECRET);
        this.time.advance(Duration.ofMinutes(2));
        this.slow = true;
        Future<VerifiedWebhook> fetching = this.threads.submit(() -> verify(OTHER));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.fetches.get() == 2);
        assertRejected(OTHER);
        assertAccepted(SECRET);
        assertThat(fetching.isDone()).isFalse();
        this.fetchReleased.countDown();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> fetching.get(60, TimeUnit.SECONDS))
                .withCauseInstanceOf(WebhookRejectedException.class);
        assertThat(this.fetches).hasValue(2);
    }
}
