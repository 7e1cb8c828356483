/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.trainings.TrainingRequest;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The webhook that creates request if the client has a default webhook. */
class DefaultWebhookTests {

    @RegisterExtension
    static final WireMockExtension server =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static final URI HOOK = URI.create("https://example.com/hook?tenant=7");

    private final AtomicReference<@Nullable WebhookTarget> target =
            new AtomicReference<>(WebhookTarget.to(HOOK, WebhookEventType.COMPLETED));

    private Replicate replicate;

    @BeforeEach
    void createClient() {
        server.stubFor(post(anyUrl()).willReturn(okJson(Wire.succeeded("abc", "\"done\""))));
        this.replicate = Wire.builder(server.baseUrl() + "/v1")
                .defaultWebhook(this.target::get)
                .build();
    }

    @AfterEach
    void closeClient() {
        this.replicate.close();
    }

    private JsonNode sent() {
        return JsonMapper.shared()
                .readTree(server.getAllServeEvents().get(0).getRequest().getBody());
    }

    private void assertSentWebhook(String url) {
        assertThat(sent().path("webhook").asString("")).isEqualTo(url);
        assertThat(sent().get("webhook_events_filter"))
                .containsExactly(JsonMapper.shared().readTree("\"completed\""));
    }

    @Test
    void everyCreateSendsDefaultWebhook() {
        String url = "https://example.com/hook?tenant=7&replicate=prediction";
        this.replicate.predictions().create(request -> request.version("abc").input(Map.of()));
        assertSentWebhook(url);
        this.replicate.models().predictions().create("a/b", request -> request.input(Map.of()));
        assertSentWebhook(url);
        this.replicate.deployments().predictions().create("a/b", request -> request.input(Map.of()));
        assertSentWebhook(url);
        this.replicate.run("a/b", Map.of());
        assertSentWebhook(url);
    }

    @Test
    void trainingSendsItsOwnMarker() {
        this.replicate
                .trainings()
                .create("a/b", "v", request -> request.destination("me/mine").input(Map.of()));
        assertSentWebhook("https://example.com/hook?tenant=7&replicate=training");
    }

    @Test
    void everyCreateSendsItsReference() {
        String url = "https://example.com/hook?tenant=7&replicate=prediction&replicate-reference=order%2042";
        this.replicate
                .predictions()
                .create(request -> request.version("abc").input(Map.of()).reference("order 42"));
        assertSentWebhook(url);
        this.replicate
                .models()
                .predictions()
                .create("a/b", request -> request.input(Map.of()).reference("order 42"));
        assertSentWebhook(url);
        this.replicate
                .deployments()
                .predictions()
                .create("a/b", request -> request.input(Map.of()).reference("order 42"));
        assertSentWebhook(url);
        this.replicate.run(request -> request.model("a/b").input(Map.of()).reference("order 42"));
        assertSentWebhook(url);
        this.replicate
                .trainings()
                .create(
                        "a/b",
                        "v",
                        request ->
                                request.destination("me/mine").input(Map.of()).reference("order 42"));
        assertSentWebhook(url.replace("=prediction", "=training"));
    }

    @Test
    void webhookOfRequestCarriesReference() {
        this.replicate.run(request -> request.model("a/b")
                .input(Map.of())
                .webhook(URI.create("https://other.test/hook"), WebhookEventType.START)
                .reference("42"));
        assertThat(sent().get("webhook").stringValue()).isEqualTo("https://other.test/hook?replicate-reference=42");
    }

    @Test
    void referenceWithoutWebhookHasNoEffect() {
        this.replicate.run(
                request -> request.model("a/b").input(Map.of()).withoutWebhook().reference("42"));
        assertThat(sent().propertyNames()).containsExactly("input");
        this.target.set(null);
        this.replicate.run(request -> request.model("a/b").input(Map.of()).reference("42"));
        assertThat(sent().propertyNames()).containsExactly("input");
    }

    @Test
    void invalidReferenceIsRejectedByName() {
        for (String reference : new String[] {"", "a".repeat(201), "a\nb"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> this.replicate.run(
                            request -> request.model("a/b").input(Map.of()).reference(reference)))
                    .withMessageContaining("reference");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> this.replicate
                            .trainings()
                            .create(
                                    "a/b",
                                    "v",
                                    request -> request.destination("me/mine")
                                            .input(Map.of())
                                            .reference(reference)))
                    .withMessageContaining("reference");
        }
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\nb"})
    void invalidReferenceIsRejectedWhenItIsSet(String reference) {
        PredictionRequest.Builder prediction = PredictionRequest.builder();
        TrainingRequest.Builder training = TrainingRequest.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prediction.reference(reference))
                .withMessageContaining("at most 200 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.reference(reference))
                .withMessageContaining("at most 200 characters");
    }

    @Test
    void requestReplacesOrRemovesWebhook() {
        this.replicate.run(request -> request.model("a/b")
                .input(Map.of())
                .webhook(URI.create("https://other.test/hook"), WebhookEventType.START));
        assertThat(sent().get("webhook").stringValue()).isEqualTo("https://other.test/hook");
        assertThat(sent().get("webhook_events_filter").toString()).isEqualTo("[\"start\"]");
        this.replicate.run(request -> request.model("a/b").input(Map.of()).withoutWebhook());
        assertThat(sent().propertyNames()).doesNotContain("webhook", "webhook_events_filter");
        this.replicate
                .trainings()
                .create(
                        "a/b",
                        "v",
                        request ->
                                request.destination("me/mine").input(Map.of()).withoutWebhook());
        assertThat(sent().propertyNames()).doesNotContain("webhook", "webhook_events_filter");
    }

    @Test
    void requestReplacesEvents() {
        this.replicate.run(request -> request.model("a/b")
                .input(Map.of())
                .webhookEventsFilter(WebhookEventType.START, WebhookEventType.COMPLETED));
        assertThat(sent().get("webhook").stringValue())
                .isEqualTo("https://example.com/hook?tenant=7&replicate=prediction");
        assertThat(sent().get("webhook_events_filter").toString()).isEqualTo("[\"start\",\"completed\"]");
        this.replicate
                .trainings()
                .create(
                        "a/b",
                        "v",
                        request -> request.destination("me/mine")
                                .input(Map.of())
                                .webhookEventsFilter(WebhookEventType.LOGS));
        assertThat(sent().get("webhook_events_filter").toString()).isEqualTo("[\"logs\"]");
        this.target.set(null);
        this.replicate.run(request -> request.model("a/b").input(Map.of()).webhookEventsFilter(WebhookEventType.START));
        assertThat(sent().propertyNames()).doesNotContain("webhook", "webhook_events_filter");
    }

    @Test
    void eventsApplyToWebhookOfRequestInAnyOrder() {
        URI other = URI.create("https://other.test/hook");
        this.replicate.run(request ->
                request.model("a/b").input(Map.of()).webhook(other).webhookEventsFilter(WebhookEventType.START));
        assertSent(other, "[\"start\"]");
        this.replicate.run(request -> request.model("a/b")
                .input(Map.of())
                .webhookEventsFilter(WebhookEventType.START)
                .webhook(other));
        assertSent(other, "[\"start\"]");
        createTraining(request -> request.webhook(other).webhookEventsFilter(WebhookEventType.LOGS));
        assertSent(other, "[\"logs\"]");
        createTraining(
                request -> request.webhookEventsFilter(WebhookEventType.LOGS).webhook(other));
        assertSent(other, "[\"logs\"]");
    }

    private void createTraining(Consumer<TrainingRequest.Builder> webhook) {
        this.replicate
                .trainings()
                .create(
                        "a/b",
                        "v",
                        request -> webhook.accept(request.destination("me/mine").input(Map.of())));
    }

    private void assertSent(URI webhook, String events) {
        assertThat(sent().get("webhook").stringValue()).isEqualTo(webhook.toString());
        assertThat(sent().get("webhook_events_filter").toString()).isEqualTo(events);
    }

    @Test
    void targetIsSuppliedForEachCreate() {
        this.target.set(null);
        this.replicate.run("a/b", Map.of());
        assertThat(sent().propertyNames()).doesNotContain("webhook", "webhook_events_filter");
        this.target.set(WebhookTarget.to(HOOK));
        this.replicate.run("a/b", Map.of());
        assertThat(sent().get("webhook").stringValue()).startsWith("https://example.com/hook");
        assertThat(sent().propertyNames()).doesNotContain("webhook_events_filter");
    }

    /** A second call could return another target than the one that was sent, or fail after the create. */
    @Test
    void targetIsSuppliedOnceForEachCreate() {
        AtomicInteger calls = new AtomicInteger();
        try (Replicate client = Wire.builder(server.baseUrl() + "/v1")
                .signals(new CompletionSignals())
                .defaultWebhook(() -> {
                    calls.incrementAndGet();
                    return WebhookTarget.to(HOOK, WebhookEventType.COMPLETED);
                })
                .build()) {
            client.run("a/b", Map.of());
            assertThat(calls).hasValue(1);
            client.predictions().create(request -> request.version("abc").input(Map.of()));
            assertThat(calls).hasValue(2);
            client.trainings()
                    .create(
                            "a/b",
                            "v",
                            request -> request.destination("me/mine").input(Map.of()));
            assertThat(calls).hasValue(3);
        }
    }
}
