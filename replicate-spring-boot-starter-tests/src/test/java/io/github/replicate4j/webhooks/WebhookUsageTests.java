/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests for webhook options, webhook properties, and webhooks without Spring Boot. */
class WebhookUsageTests {

    @Test
    void requestOptionsOverrideDefaults() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .baseUrl(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .defaultWebhook(
                                WebhookTarget.to(URI.create("https://example.com/hook"), WebhookEventType.COMPLETED))
                        .build()) {
            emulator.model("acme/painter").official().respond(script -> script.succeed());
            Requests requests = new Requests(replicate);
            requests.toAnotherUrl();
            requests.withOtherEvents();
            requests.withoutWebhook();
            assertThat(emulator.requests().creates())
                    .extracting(JournalEntry::body)
                    .satisfiesExactly(
                            body -> assertThat(body).contains("https://example.com/other", "[\"start\",\"completed\"]"),
                            body -> assertThat(body)
                                    .contains(
                                            "https://example.com/hook?replicate=prediction",
                                            "[\"logs\",\"completed\"]"),
                            body -> assertThat(body).doesNotContain("webhook"));
        }
    }

    @Test
    void plainEndpointReceivesWebhooks() {
        CompletionSignals signals = new CompletionSignals();
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = Replicate.builder()
                        .baseUrl(emulator.baseUrl().toString())
                        .bearerToken(emulator.token())
                        .signals(signals)
                        .build()) {
            List<PredictionCompletedEvent> completions = new ArrayList<>();
            PlainWebhookEndpoint endpoint = new PlainWebhookEndpoint(replicate, signals, completions::add);
            byte[] body = "{\"id\":\"a\",\"status\":\"succeeded\"}".getBytes(StandardCharsets.UTF_8);
            Map<String, List<String>> headers = new WebhookSigner(new WebhookSecret(emulator.webhookSecret()))
                    .headers("msg_a", body).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
            assertThat(endpoint.receive(headers, body, "replicate=prediction")).isEqualTo(204);
            assertThat(completions)
                    .singleElement()
                    .satisfies(event -> assertThat(event.succeeded()).isTrue());
            assertThat(endpoint.receive(headers, new byte[] {1}, null)).isEqualTo(401);
            assertThat(completions).hasSize(1);
        }
    }

    @Test
    void readsProductionProperties() {
        new ApplicationContextRunner()
                .withPropertyValues("spring.config.location=classpath:/webhooks/production.properties")
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(Properties.class)
                .run(context -> assertThat(context.getBean(ReplicateWebhookProperties.class))
                        .satisfies(webhook -> {
                            assertThat(webhook.getPublicUrl()).isEqualTo("https://example.com");
                            assertThat(webhook.getEventsFilter())
                                    .containsExactly(WebhookEventType.LOGS, WebhookEventType.COMPLETED);
                        }));
    }

    @EnableConfigurationProperties(ReplicateWebhookProperties.class)
    static class Properties {}
}
