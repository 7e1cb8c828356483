/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Webhooks between an application and its emulator. */
class EmulatorWebhookTests extends EmulatorApplicationTest {

    @Test
    void duplicateAndTamperedCompletionsArePublishedOnce() {
        emulator.webhooks().next(WebhookEventType.COMPLETED).tamper();
        emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();
        Prediction created = replicate
                .models()
                .predictions()
                .create("black-forest-labs/flux-schnell", request -> request.input("prompt", "a lighthouse"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                        .extracting(WebhookDelivery::status)
                        .containsExactly(401, 204, 204));
        assertPublishedOnce(created.id());
        assertThat(server.listener().events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PredictionCompletedEvent.class,
                        event -> assertThat(event.prediction().output()).isNotNull());
    }

    @Test
    void publishesTrainingEvents() {
        replicate
                .models()
                .create(request -> request.owner("emulator")
                        .name("mine")
                        .visibility(io.github.replicate4j.models.Visibility.PRIVATE)
                        .hardware("cpu"));
        String version =
                replicate.models().get("replicate/hello-world").latestVersion().id();
        Training created = replicate
                .trainings()
                .create(
                        "replicate/hello-world",
                        version,
                        request -> request.destination("emulator/mine")
                                .input("train_data", "https://example.com/data.zip"));
        assertThat(replicate.trainings().await(created.id()).isTerminal()).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.listener().events())
                        .singleElement()
                        .isInstanceOf(TrainingCompletedEvent.class));
    }

    @Test
    void eventReturnsReferenceOfCreate() {
        replicate
                .models()
                .predictions()
                .create(
                        "black-forest-labs/flux-schnell",
                        request -> request.input("prompt", "a lighthouse").reference("order 42/ü&x=1"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.listener().events())
                        .singleElement()
                        .extracting(WebhookEvent::reference)
                        .isEqualTo("order 42/ü&x=1"));
    }

    @Test
    void requestsWebhooksAtTheLocalUrl() {
        Prediction created = createSlow(1);
        assertThat(emulator.requests().all())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(JournalEntry::body)
                .last()
                .asString()
                .contains("http://localhost:" + server.port() + "/replicate/webhook?replicate=prediction")
                .contains("\"webhook_events_filter\":[\"completed\"]");
        replicate.predictions().cancel(created.id());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(server.listener().countOf(created.id())).isEqualTo(1));
    }

    @Test
    void considersContextPathAndEventsFilter() {
        try (WebhookServer other = start(
                this.stack,
                "server.servlet.context-path=/app",
                "spring.webflux.base-path=app",
                "replicate.webhook.path=/hooks",
                "replicate.webhook.events-filter=start,completed")) {
            Replicate client = other.context().getBean(Replicate.class);
            client.run("emulator/slow", Map.of("seconds", 1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(other.listener().events()).hasSize(2));
        }
    }

    @Test
    void publicUrlTakesPrecedence() {
        try (WebhookServer other = start(
                this.stack, "replicate.webhook.public-url=http://localhost:1/", "replicate.run.poll-interval=50ms")) {
            other.context().getBean(Replicate.class).run("emulator/slow", Map.of("seconds", 1));
            ReplicateEmulator emulator = other.context().getBean(ReplicateEmulator.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                            .extracting(delivery -> delivery.url().toString())
                            .containsOnly("http://localhost:1/replicate/webhook?replicate=prediction"));
        }
    }
}
