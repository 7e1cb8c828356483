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

package io.github.replicate4j.emulator.internal.webhook;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.clock.TestClocks;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * Retries of webhooks.
 */
class WebhookRetryTests {

    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final WebhookReceiver receiver = new WebhookReceiver();

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual(START)).start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void model() {
        this.emulator.model("acme/model").official().respond(script -> script.output("a"));
    }

    @AfterEach
    void close() {
        this.emulator.close();
        this.receiver.close();
    }

    @Test
    void completedIsRetriedWithBackoff() {
        this.receiver.respondingWith(500);
        this.api.createWithWebhook("acme/model", this.receiver.url(), "completed");
        this.emulator.clock().advance(Duration.ofHours(1));

        List<WebhookDelivery> deliveries = this.emulator.webhooks().deliveries();
        assertThat(deliveries)
                .extracting(each -> Duration.between(START, each.sentAt()).toSeconds())
                .containsExactly(0L, 2L, 6L, 14L, 30L, 62L);
        assertThat(deliveries).extracting(WebhookDelivery::attempt).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(deliveries).extracting(WebhookDelivery::status).containsOnly(500);
        assertThat(deliveries)
                .extracting(WebhookDelivery::id)
                .containsOnly(deliveries.get(0).id());
    }

    @Test
    void attemptsShareTheIdButNotTimestampAndSignature() {
        this.receiver.respondingWith(500, 503, 204);
        this.api.createWithWebhook("acme/model", this.receiver.url(), "completed");
        this.emulator.clock().advance(Duration.ofHours(1));

        List<WebhookReceiver.Received> received = this.receiver.received();
        assertThat(received)
                .extracting(WebhookReceiver.Received::timestamp)
                .containsExactly(START.getEpochSecond(), START.getEpochSecond() + 2, START.getEpochSecond() + 6);
        assertThat(received)
                .extracting(WebhookReceiver.Received::id)
                .containsOnly(received.get(0).id());
        assertThat(received)
                .extracting(each -> each.header("webhook-signature"))
                .doesNotHaveDuplicates();
        assertThat(received).allMatch(each -> each.isSignedWith(this.emulator.webhookSecret()));
        assertThat(received)
                .extracting(WebhookReceiver.Received::body)
                .containsOnly(received.get(0).body());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 307, 308, 400, 401, 404, 409, 410, 429, 500, 503})
    void otherStatusesAreRetriedAndRedirectsAreNotFollowed(int status) {
        this.receiver.respondingWith(status, 200);
        this.api.createWithWebhook("acme/model", this.receiver.url(), "completed");
        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(this.receiver.received())
                .extracting(WebhookReceiver.Received::uri)
                .containsExactly("/hook", "/hook");
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::status)
                .containsExactly(status, 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccessStatusIsAccepted(int status) {
        this.receiver.respondingWith(status);
        this.api.createWithWebhook("acme/model", this.receiver.url(), "completed");
        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(this.receiver.received()).hasSize(1);
        assertThat(this.emulator.webhooks().deliveries()).allMatch(WebhookDelivery::isSuccess);
    }

    @Test
    void otherEventsAreNotRetried() {
        this.emulator
                .model("acme/model")
                .respond(script -> script.log("a").output("b").hang());
        this.receiver.respondingWith(500);
        this.api.createWithWebhook("acme/model", this.receiver.url(), "start", "output", "logs");
        this.emulator.clock().advance(Duration.ofMinutes(5));

        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::event)
                .containsExactly(WebhookEventType.START, WebhookEventType.LOGS, WebhookEventType.OUTPUT);
    }

    @Test
    void unreachableReceiverIsRetried() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        this.api.createWithWebhook("acme/model", "http://localhost:" + port + "/hook", "completed");
        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(this.emulator.webhooks().deliveries()).hasSize(6).allSatisfy(each -> {
            assertThat(each.status()).isNull();
            assertThat(each.failure()).contains("refused");
            assertThat(each.endedAt()).isEqualTo(each.sentAt());
        });
    }

    @Test
    void missingResponseFailsAfterTenSeconds() {
        EmulatorClock impatient = TestClocks.manual(START, Duration.ofMillis(100));
        try (ReplicateEmulator other =
                ReplicateEmulator.builder().clock(impatient).start()) {
            other.model("acme/model").official();
            this.receiver.respondingWith(
                    request -> this.receiver.received().size() == 1 ? Mono.never() : Mono.just(204));
            new TestApi(other).createWithWebhook("acme/model", this.receiver.url(), "completed");
            await().until(() -> this.receiver.received().size() == 1);

            impatient.advance(Duration.ofMillis(9_999));
            assertThat(other.webhooks().deliveries())
                    .singleElement()
                    .satisfies(each -> assertThat(each.endedAt()).isNull());
            impatient.advance(Duration.ofMillis(1));

            assertThat(other.webhooks().deliveries().get(0).failure()).isEqualTo("No response within 10 seconds");
            await().until(() -> this.receiver.received().size() == 2);
        }
    }

    @Test
    void systemClockTriggersRetries() {
        try (ReplicateEmulator other = ReplicateEmulator.start()) {
            other.model("acme/model").official();
            this.receiver.respondingWith(500, 204);
            Map<String, Object> created =
                    new TestApi(other).createWithWebhook("acme/model", this.receiver.url(), "completed");

            await().until(() -> other.webhooks().deliveries().stream().anyMatch(WebhookDelivery::isSuccess));

            assertThat(this.receiver.received())
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.json()).containsEntry("id", created.get("id")))
                    .allMatch(each -> each.isSignedWith(other.webhookSecret()));
            assertThat(this.receiver.received().get(1).timestamp())
                    .isGreaterThan(this.receiver.received().get(0).timestamp());
        }
    }

    @Test
    void deliveriesContainOutcomes() {
        this.receiver.respondingWith(500, 204);
        Map<String, Object> created =
                this.api.createWithWebhook("acme/model", this.receiver.url("/hook?a=b"), "completed");
        this.emulator.clock().advance(Duration.ofSeconds(2));

        String id = this.receiver.received().get(0).id();
        assertThat(this.emulator.webhooks().deliveries())
                .containsExactly(
                        new WebhookDelivery(
                                id,
                                (String) created.get("id"),
                                WebhookEventType.COMPLETED,
                                URI.create(this.receiver.url("/hook?a=b")),
                                1,
                                START,
                                START,
                                500,
                                null),
                        new WebhookDelivery(
                                id,
                                (String) created.get("id"),
                                WebhookEventType.COMPLETED,
                                URI.create(this.receiver.url("/hook?a=b")),
                                2,
                                START.plusSeconds(2),
                                START.plusSeconds(2),
                                204,
                                null));
    }
}
