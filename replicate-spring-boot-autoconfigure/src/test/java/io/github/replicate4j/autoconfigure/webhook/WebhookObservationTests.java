/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.Stack;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Observations and metrics of webhooks, over a socket. */
@ParameterizedClass
@EnumSource
class WebhookObservationTests {

    @Parameter
    Stack stack;

    private WebhookServer start(Class<?> application, String... properties) {
        return WebhookServer.start(
                this.stack,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(WebhookServer.WITHOUT_SECURITY),
                                java.util.stream.Stream.of(properties))
                        .toList(),
                application,
                Observed.class);
    }

    private static long count(WebhookServer server, String... tags) {
        return server.context()
                .getBean(MeterRegistry.class)
                .get("replicate.webhook")
                .tags(tags)
                .timer()
                .count();
    }

    @Test
    void countsEachOutcome() {
        try (WebhookServer server = start(
                WebhookServer.Application.class,
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + WebhookServer.SECRET)) {
            Delivery completed = server.signed(
                    WebhookServer.body("a", "succeeded", ", \"completed_at\": \"2026-01-02T03:04:04.5Z\""));
            assertThat(server.send(completed).status()).isEqualTo(204);
            assertThat(server.send(completed).status()).isEqualTo(204);
            assertThat(server.send(server.signed(WebhookServer.body("a", "processing")))
                            .status())
                    .isEqualTo(204);
            server.listener().onEvent(event -> {
                throw new IllegalStateException("listener failure");
            });
            assertThat(server.send(server.valid()).status()).isEqualTo(500);
            assertThat(server.send(server.valid().without("webhook-id")).status())
                    .isEqualTo(400);
            assertThat(server.send(server.valid().withBody(new byte[] {1})).status())
                    .isEqualTo(401);
            assertThat(server.send(server.signed("[]")).status()).isEqualTo(400);
            assertThat(server.send(server.valid().withMethod("GET")).status()).isEqualTo(405);
            assertThat(count(server, "outcome", "processed", "event", "PredictionCompletedEvent", "reason", "none"))
                    .isEqualTo(1);
            assertThat(count(server, "outcome", "duplicate")).isEqualTo(1);
            assertThat(count(server, "outcome", "late", "event", "PredictionUpdatedEvent"))
                    .isEqualTo(1);
            assertThat(count(server, "outcome", "failed")).isEqualTo(1);
            assertThat(count(server, "outcome", "rejected", "reason", "missing_header"))
                    .isEqualTo(1);
            assertThat(count(server, "outcome", "rejected", "reason", "no_matching_signature"))
                    .isEqualTo(1);
            assertThat(count(server, "outcome", "rejected", "reason", "malformed"))
                    .isEqualTo(1);
            assertThat(count(server, "outcome", "rejected", "reason", "method_not_allowed"))
                    .isEqualTo(1);
            assertThat(server.context()
                            .getBean(MeterRegistry.class)
                            .get("replicate.webhook.lag")
                            .timer()
                            .max(java.util.concurrent.TimeUnit.SECONDS))
                    .isEqualTo(1);
        }
    }

    @Test
    void failingObservationHandlersDoNotAffectDeliveries() {
        try (WebhookServer server = start(
                Failing.class, "replicate.bearer-token=any", "replicate.webhook.secrets=" + WebhookServer.SECRET)) {
            assertThat(server.send(server.valid()).status()).isEqualTo(204);
            assertThat(server.listener().events()).hasSize(1);
            assertThat(server.send(server.valid().without("webhook-id")).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void idsCreateNoTimeSeries() {
        try (WebhookServer server = start(
                WebhookServer.Application.class,
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + WebhookServer.SECRET)) {
            server.send(server.valid());
            server.send(server.valid().with("webhook-id", "forged"));
            int before = series(server);
            for (int i = 0; i < 100; i++) {
                server.send(server.valid());
                server.send(server.valid().with("webhook-id", "forged" + i));
            }
            assertThat(series(server)).isEqualTo(before);
        }
    }

    private static int series(WebhookServer server) {
        return (int) server.context().getBean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("replicate."))
                .count();
    }

    @Test
    void webhookStopsTheObservationOfItsPrediction() {
        try (WebhookServer server = start(EmulatorApplicationTest.Application.class, "replicate.mode=emulator")) {
            server.context()
                    .getBean(ReplicateEmulator.class)
                    .model("acme/quick")
                    .official()
                    .respond(script -> script.pause(java.time.Duration.ofMillis(300))
                            .output("done")
                            .succeed());
            Recorded recorded = server.context().getBean(Recorded.class);
            List<Observation> observationsOfListener = new CopyOnWriteArrayList<>();
            server.listener()
                    .onEvent(event -> observationsOfListener.add(server.context()
                            .getBean(io.micrometer.observation.ObservationRegistry.class)
                            .getCurrentObservation()));
            server.context()
                    .getBean(Replicate.class)
                    .models()
                    .predictions()
                    .create("acme/quick", request -> request.input("prompt", "x"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(observationsOfListener).hasSize(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(recorded.stopped).hasSize(1));
            assertThat(observationsOfListener
                            .get(0)
                            .getContextView()
                            .getParentObservation()
                            .getContextView())
                    .isSameAs(recorded.stopped.get(0));
            assertThat(recorded.stopped.get(0).getStatus()).isEqualTo("succeeded");
        }
    }

    static final class Recorded implements ObservationHandler<PredictionObservationContext> {

        final List<PredictionObservationContext> stopped = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(PredictionObservationContext context) {
            this.stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof PredictionObservationContext;
        }
    }

    /** Each step of each observation of a webhook fails. */
    @Import(WebhookServer.Application.class)
    static class Failing {

        @Bean
        ObservationHandler<WebhookObservationContext> failing() {
            return new ObservationHandler<>() {

                @Override
                public void onStart(WebhookObservationContext context) {
                    throw new IllegalStateException("start");
                }

                @Override
                public void onScopeOpened(WebhookObservationContext context) {
                    throw new IllegalStateException("scope opened");
                }

                @Override
                public void onScopeClosed(WebhookObservationContext context) {
                    throw new IllegalStateException("scope closed");
                }

                @Override
                public void onStop(WebhookObservationContext context) {
                    throw new IllegalStateException("stop");
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return context instanceof WebhookObservationContext;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Recorded recorded() {
            return new Recorded();
        }
    }
}
