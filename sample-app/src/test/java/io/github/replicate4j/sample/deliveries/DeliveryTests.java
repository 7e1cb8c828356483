/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.sample.PicturesApi;
import io.github.replicate4j.sample.SampleTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.core.publisher.BaseSubscriber;

/** The stream of webhook deliveries of pictures. */
@SampleTest
class DeliveryTests {

    private static final String MODEL = "black-forest-labs/flux-schnell";

    @Autowired
    private PicturesApi pictures;

    @Autowired
    private ReplicateEmulator emulator;

    @Autowired
    private DeliveryLog log;

    @LocalServerPort
    private int port;

    private DeliveryViewer viewer;

    private SignedWebhooks webhooks;

    @BeforeEach
    void watch() {
        this.viewer = new DeliveryViewer(this.port);
        this.webhooks = new SignedWebhooks(this.port, this.emulator.webhookSecret());
        assertThat(this.viewer.status()).isEqualTo(200);
    }

    @AfterEach
    void leave() {
        this.viewer.close();
    }

    @Test
    void showsTheUpdatesAndTheCompletionOfAPicture() {
        Instant before = Instant.now();
        String prompt = unique("a lighthouse at dusk");
        this.pictures.create(prompt);

        List<Map<String, Object>> shown = this.viewer.deliveriesUntilCompletion(prompt);
        assertThat(shown).hasSizeGreaterThan(2).allSatisfy(delivery -> {
            assertThat(delivery).containsOnlyKeys("receivedAt", "type", "status", "progress", "prompt", "webhook");
            assertThat(Instant.parse((String) delivery.get("receivedAt"))).isBetween(before, Instant.now());
        });
        assertThat(shown.subList(0, shown.size() - 1))
                .allSatisfy(update ->
                        assertThat(update).containsEntry("type", "updated").containsEntry("status", "processing"));
        assertThat(shown).extracting(delivery -> delivery.get("progress")).contains(0.5);
        assertThat(shown.get(shown.size() - 1))
                .containsEntry("type", "completed")
                .containsEntry("status", "succeeded")
                .containsEntry("progress", 1.0);
    }

    @Test
    void showsTheCompletionOfAFailedPicture() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        String prompt = unique("a cat");
        this.pictures.create(prompt);

        assertThat(this.viewer.deliveriesUntilCompletion(prompt))
                .last()
                .satisfies(completion -> assertThat(completion).containsEntry("status", "failed"));
    }

    @Test
    void showsEarlierDeliveriesToNewViewers() {
        String prompt = unique("a cat");
        this.pictures.create(prompt);
        List<Map<String, Object>> shown = this.viewer.deliveriesUntilCompletion(prompt);

        try (DeliveryViewer late = new DeliveryViewer(this.port)) {
            assertThat(late.deliveriesUntilCompletion(prompt)).isEqualTo(shown);
        }
    }

    @Test
    void showsADuplicateDeliveryOnce() throws Exception {
        this.emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();
        String prompt = unique("a cat");
        this.pictures.create(prompt);

        assertThat(responsesToCompletions(2)).containsExactly(204, 204);
        assertThat(completionsShown(prompt)).hasSize(1);
    }

    /** The deliveries shown come from an {@code @EventListener}. */
    @Test
    void notifiesAnEventListenerOnceOfFiveDeliveriesTwoOfThemConcurrent() throws Exception {
        String prompt = unique("a cat");
        String webhookId = "msg_" + UUID.randomUUID();
        String prediction = SignedWebhooks.succeeded(unique("prediction"), MODEL, prompt);

        List<Integer> statuses = twiceConcurrently(() -> this.webhooks.send(webhookId, prediction));
        assertThat(statuses).hasSize(2).contains(204).allMatch(status -> status == 204 || status == 409);
        for (int i = 0; i < 3; i++) {
            assertThat(this.webhooks.send(webhookId, prediction)).isEqualTo(204);
        }

        assertThat(completionsShown(prompt)).hasSize(1);
    }

    @Test
    void showsACompletionDeliveredUnderTwoWebhookIdsOnce() throws Exception {
        String prompt = unique("a cat");
        String prediction = SignedWebhooks.succeeded(unique("prediction"), MODEL, prompt);

        assertThat(this.webhooks.send("msg_one", prediction)).isEqualTo(204);
        assertThat(this.webhooks.send("msg_other", prediction)).isEqualTo(204);

        assertThat(completionsShown(prompt)).hasSize(1);
    }

    @Test
    void doesNotShowAForgedWebhook() throws Exception {
        String prompt = unique("a cat");
        SignedWebhooks forger = new SignedWebhooks(this.port, "whsec_Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2Vk");

        assertThat(forger.send("msg_1", SignedWebhooks.succeeded(unique("prediction"), MODEL, prompt)))
                .isEqualTo(401);

        assertThat(completionsShown(prompt)).isEmpty();
    }

    @Test
    void doesNotShowPredictionsOfOtherModels() throws Exception {
        String prompt = unique("a secret plan");

        assertThat(this.webhooks.send(
                        "msg_1", SignedWebhooks.succeeded(unique("prediction"), "acme/secret-plans", prompt)))
                .isEqualTo(204);

        assertThat(completionsShown(prompt)).isEmpty();
    }

    @Test
    void showsThePromptButNoOtherInputOrOutput() throws Exception {
        String prompt = unique("a cat");
        String id = unique("prediction");
        String webhookId = "msg_" + UUID.randomUUID();

        this.webhooks.send(webhookId, SignedWebhooks.succeeded(id, MODEL, prompt));

        assertThat(completionsShown(prompt))
                .singleElement()
                .satisfies(completion -> assertThat(completion)
                        .containsEntry("webhook", webhookId.substring(webhookId.length() - 8))
                        .doesNotContainValue(id));
        assertThat(this.viewer.lines())
                .noneMatch(line -> line.contains("://") || line.contains("hidden") || line.contains(webhookId));
    }

    @Test
    void shortensALongPrompt() throws Exception {
        String prompt = unique("a cat") + " and a dog".repeat(90);
        this.pictures.create(prompt);

        String shortened = prompt.substring(0, 199) + "…";
        assertThat(this.viewer.deliveriesUntilCompletion(shortened)).isNotEmpty();
    }

    @Test
    void keepsOnlyTheLatestDeliveries() throws Exception {
        String series = unique("a cat");
        int max = DeliveryLog.MAX_DELIVERIES;
        deliver(series, max + 5);

        try (DeliveryViewer late = new DeliveryViewer(this.port)) {
            late.deliveriesUntilCompletion(series + ", no. " + (max + 5));
            assertThat(late.deliveries())
                    .hasSize(max)
                    .first()
                    .satisfies(oldest -> assertThat(oldest).containsEntry("prompt", series + ", no. 6"));
        }
    }

    @Test
    void dropsTheOldestDeliveriesForASlowSubscriber() throws Exception {
        List<Delivery> seen = new ArrayList<>();
        BaseSubscriber<Delivery> slow = new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnNext(Delivery delivery) {
                seen.add(delivery);
            }
        };
        this.log.deliveries().subscribe(slow);
        String series = unique("a cat");
        int max = DeliveryLog.MAX_DELIVERIES;
        deliver(series, max + 5);

        slow.requestUnbounded();
        slow.cancel();

        assertThat(seen).hasSize(max).extracting(Delivery::prompt).endsWith(series + ", no. " + (max + 5));
    }

    private void deliver(String series, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            String prediction = SignedWebhooks.succeeded(unique("prediction"), MODEL, series + ", no. " + i);
            assertThat(this.webhooks.send("msg_" + i, prediction)).isEqualTo(204);
        }
        this.viewer.deliveriesUntilCompletion(series + ", no. " + count);
    }

    /** Return the completions shown of a picture, after all earlier deliveries have been shown. */
    private List<Map<String, Object>> completionsShown(String prompt) throws Exception {
        String last = unique("the last one");
        assertThat(this.webhooks.send("msg_last", SignedWebhooks.succeeded(unique("prediction"), MODEL, last)))
                .isEqualTo(204);
        this.viewer.deliveriesUntilCompletion(last);
        return this.viewer.deliveriesAbout(prompt).stream()
                .filter(delivery -> "completed".equals(delivery.get("type")))
                .toList();
    }

    private List<Integer> responsesToCompletions(int attempts) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> this.emulator.webhooks().deliveries().stream()
                                .filter(delivery -> delivery.event() == WebhookEventType.COMPLETED)
                                .filter(delivery -> delivery.endedAt() != null)
                                .map(WebhookDelivery::status)
                                .toList(),
                        statuses -> statuses.size() == attempts);
    }

    private static <T> List<T> twiceConcurrently(Callable<T> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<FutureTask<T>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FutureTask<T> one = new FutureTask<>(() -> {
                start.await(30, TimeUnit.SECONDS);
                return action.call();
            });
            new Thread(one).start();
            both.add(one);
        }
        return List.of(both.get(0).get(30, TimeUnit.SECONDS), both.get(1).get(30, TimeUnit.SECONDS));
    }

    /** Tests share the application, which keeps deliveries. */
    private static String unique(String text) {
        return text + "-" + UUID.randomUUID();
    }
}
