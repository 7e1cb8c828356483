/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import io.github.replicate4j.emulator.webhook.WebhookEventType;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhooks.testing.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Webhooks between an application and its emulator, without any configuration. */
@ParameterizedClass
@EnumSource
class EmulatorWebhookTests {

    private static WebhookServer server;

    private static Replicate replicate;

    private static ReplicateEmulator emulator;

    @Parameter
    Stack stack;

    @BeforeParameterizedClassInvocation
    static void start(Stack stack) {
        server = start(stack, "replicate.run.poll-interval=200ms");
        replicate = server.context().getBean(Replicate.class);
        emulator = server.context().getBean(ReplicateEmulator.class);
    }

    private static WebhookServer start(Stack stack, String... properties) {
        List<String> all = new ArrayList<>(List.of(WebhookServer.WITHOUT_SECURITY, "replicate.mode=emulator"));
        all.addAll(List.of(properties));
        return WebhookServer.start(stack, all, Application.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @AfterEach
    void clear() {
        emulator.reset();
        server.listener().clear();
    }

    private static long gets(String id) {
        return emulator.requests().to(Operation.PREDICTIONS_GET).stream()
                .filter(request -> request.uri().getPath().endsWith(id))
                .count();
    }

    private static Prediction createSlow(int seconds) {
        return replicate.models().predictions().create("emulator/slow", request -> request.input("seconds", seconds));
    }

    private static void assertPublishedOnce(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(emulator.webhooks().deliveries())
                        .isNotEmpty()
                        .allSatisfy(delivery -> assertThat(delivery.endedAt()).isNotNull()));
        assertThat(server.listener().countOf(id)).isEqualTo(1);
    }

    @Test
    void awaitOfFiveSecondsPollsAtMostTwice() {
        Prediction created = createSlow(5);
        Prediction completed = replicate.predictions().await(created.id(), Duration.ofSeconds(60));
        assertThat(completed.succeeded()).isTrue();
        assertThat(gets(created.id())).isLessThanOrEqualTo(2);
        assertPublishedOnce(created.id());
    }

    @Test
    void runCompletesWithTheWebhook() {
        // Replicate holds the create for a second; a webhook reports the completion.
        String output = replicate
                .run(request ->
                        request.model("emulator/slow").input("seconds", 3).preferWait(Duration.ofSeconds(1)))
                .text();
        assertThat(output).isNotEmpty();
        Prediction prediction = replicate.predictions().list().results().get(0);
        assertThat(gets(prediction.id())).isLessThanOrEqualTo(1);
        assertPublishedOnce(prediction.id());
    }

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
    void pollsForACompletionWithoutWebhook() {
        emulator.webhooks().always(WebhookEventType.COMPLETED).drop();
        Prediction created = createSlow(1);
        Prediction completed = replicate.predictions().await(created.id(), Duration.ofSeconds(60));
        assertThat(completed.succeeded()).isTrue();
        assertThat(server.listener().events()).isEmpty();
        // After a missing webhook, clients poll until a webhook is delivered again, which other tests must not depend
        // on.
        emulator.reset();
        assertPublishedOnce(createSlow(1).id());
    }

    @Test
    void requestWithoutWebhookGetsNone() {
        Prediction created = replicate
                .models()
                .predictions()
                .create("emulator/slow", request -> request.input("seconds", 1).withoutWebhook());
        assertThat(replicate.predictions().await(created.id()).succeeded()).isTrue();
        assertThat(emulator.webhooks().deliveries()).isEmpty();
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

    /** An application with its emulator. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(WebhookServer.ReceiverConfiguration.class)
    static class Application {

        @Bean
        ReplicateEmulator emulator() {
            return ReplicateEmulator.start();
        }
    }
}
