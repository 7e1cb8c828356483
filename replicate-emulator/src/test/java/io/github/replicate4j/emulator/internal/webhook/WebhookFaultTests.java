/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.webhook.EmulatedWebhooks;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults of webhooks.
 */
class WebhookFaultTests {

    private static final String OTHER_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final WebhookReceiver receiver = new WebhookReceiver();

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void model() {
        this.emulator
                .model("acme/model")
                .official()
                .respond(script -> script.output("a")
                        .pause(Duration.ofSeconds(1))
                        .output("b")
                        .pause(Duration.ofSeconds(1))
                        .succeed());
    }

    @AfterEach
    void close() {
        this.emulator.close();
        this.receiver.close();
    }

    @Test
    void duplicateIsIdentical() {
        this.emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();
        run("start", "completed");

        List<WebhookReceiver.Received> received = this.receiver.received();
        assertThat(this.receiver.statuses()).containsExactly("processing", "succeeded", "succeeded");
        assertThat(received.get(2).headers()).isEqualTo(received.get(1).headers());
        assertThat(received.get(2).body()).isEqualTo(received.get(1).body());
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::attempt)
                .containsExactly(1, 1, 1);
    }

    @Test
    void acceptedDuplicateIsNotRetried() {
        this.emulator.webhooks().next().duplicate();
        this.receiver.respondingWith(500, 204);
        run("completed");

        assertThat(this.receiver.received()).hasSize(2);
    }

    @Test
    void webhooksCanBeReordered() {
        this.emulator.webhooks().next(WebhookEventType.START).reorder();
        run("start", "output", "completed");

        assertThat(events())
                .containsExactly(
                        WebhookEventType.OUTPUT,
                        WebhookEventType.START,
                        WebhookEventType.OUTPUT,
                        WebhookEventType.COMPLETED);
        assertThat(this.receiver.received().get(1).json()).containsEntry("output", null);
    }

    @Test
    void outputCanArriveAfterCompleted() {
        this.emulator.webhooks().always(WebhookEventType.OUTPUT).reorder();
        this.emulator
                .model("acme/model")
                .respond(script ->
                        script.output("a").pause(Duration.ofSeconds(1)).succeed());
        run();

        assertThat(this.receiver.statuses()).containsExactly("succeeded", "processing");
    }

    @Test
    void reorderedWebhookIsSentAfterAMinute() {
        this.emulator.webhooks().next().reorder();
        run("start");

        assertThat(this.receiver.statuses()).containsExactly("processing");
        WebhookDelivery delivery = this.emulator.webhooks().deliveries().get(0);
        assertThat(delivery.sentAt())
                .isEqualTo(this.emulator.predictions().get(0).createdAt().plusSeconds(60));
    }

    @Test
    void bodyCanBeTamperedWith() {
        this.emulator.webhooks().next(WebhookEventType.COMPLETED).tamper();
        this.receiver.respondingWith(401, 204);
        run("completed");

        List<WebhookReceiver.Received> received = this.receiver.received();
        assertThat(received)
                .extracting(each -> each.isSignedWith(this.emulator.webhookSecret()))
                .containsExactly(false, true);
        assertThat(received.get(0).json()).containsEntry("status", "succeeded").containsEntry("tampered", true);
        assertThat(received.get(1).json()).doesNotContainKey("tampered");
    }

    @Test
    void anotherSecretCanBeUsed() {
        this.emulator.webhooks().next().signedWith(OTHER_SECRET);
        run("completed");

        assertThat(this.receiver.received()).singleElement().satisfies(each -> {
            assertThat(each.isSignedWith(this.emulator.webhookSecret())).isFalse();
            assertThat(each.isSignedWith(OTHER_SECRET)).isTrue();
        });
    }

    @Test
    void delayedWebhookDelaysLaterOnesOfItsPrediction() {
        this.emulator.webhooks().next(WebhookEventType.OUTPUT).delay(Duration.ofSeconds(10));
        run();

        assertThat(this.receiver.statuses()).containsExactly("processing", "processing", "succeeded");
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::sentAt)
                .containsOnly(this.emulator.predictions().get(0).createdAt().plusSeconds(10));
    }

    @Test
    void droppedCompletedIsRetried() {
        this.emulator.webhooks().next(WebhookEventType.COMPLETED).drop();
        run("completed");

        assertThat(this.receiver.received()).hasSize(1);
        assertThat(this.emulator.webhooks().deliveries())
                .extracting(WebhookDelivery::attempt, WebhookDelivery::status, WebhookDelivery::failure)
                .containsExactly(tuple(1, null, "Not sent: dropped by a fault"), tuple(2, 204, null));
    }

    @Test
    void completedCanBeLostCompletely() {
        this.emulator.webhooks().always(WebhookEventType.COMPLETED).drop();
        run();

        assertThat(this.receiver.statuses()).containsExactly("processing", "processing");
        assertThat(this.emulator.predictions().get(0).status()).isEqualTo(EmulatedPrediction.Status.SUCCEEDED);
    }

    @Test
    void effectsCombine() {
        this.emulator
                .webhooks()
                .next(WebhookEventType.COMPLETED)
                .tamper()
                .duplicate()
                .delay(Duration.ofSeconds(3));
        run("completed");

        assertThat(this.receiver.received())
                .hasSize(2)
                .noneMatch(each -> each.isSignedWith(this.emulator.webhookSecret()));
        assertThat(this.emulator.webhooks().deliveries().get(0).sentAt())
                .isEqualTo(this.emulator.predictions().get(0).createdAt().plusSeconds(5));
    }

    @Test
    void faultAppliesTheGivenNumberOfTimes() {
        this.emulator
                .webhooks()
                .next(2, WebhookEventType.OUTPUT, WebhookEventType.COMPLETED)
                .drop();
        this.emulator.webhooks().always(WebhookEventType.START).drop();
        run("start", "output", "completed");

        assertThat(this.receiver.statuses()).containsExactly("succeeded");
    }

    @Test
    void faultsCanBeCleared() {
        this.emulator.webhooks().always().drop();
        this.emulator.webhooks().clearFaults();
        run("completed");

        assertThat(this.receiver.received()).hasSize(1);
    }

    @Test
    void rejectsInvalidArguments() {
        EmulatedWebhooks webhooks = this.emulator.webhooks();
        assertThatIllegalArgumentException().isThrownBy(() -> webhooks.next(0));
        assertThatIllegalArgumentException().isThrownBy(() -> webhooks.next().delay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> webhooks.next().signedWith("secret"));
    }

    private void run(String... events) {
        this.api.createWithWebhook("acme/model", this.receiver.url(), events);
        this.emulator.clock().advance(Duration.ofHours(1));
    }

    private List<WebhookEventType> events() {
        return this.emulator.webhooks().deliveries().stream()
                .map(WebhookDelivery::event)
                .toList();
    }
}
