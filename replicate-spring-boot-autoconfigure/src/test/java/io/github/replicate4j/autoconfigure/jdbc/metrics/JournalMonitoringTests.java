/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateEndpoint;
import io.github.replicate4j.autoconfigure.jdbc.actuate.ReplicateEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateJournalAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateReconcilerAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What an application without webhooks shows of its journal. */
class JournalMonitoringTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withConfiguration(AutoConfigurations.of(
                    ReplicateJournalAutoConfiguration.class,
                    ReplicateReconcilerAutoConfiguration.class,
                    ReplicateInboxMetricsAutoConfiguration.class,
                    ReplicateJournalMetricsAutoConfiguration.class,
                    ReplicateEndpointAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class)
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                    "replicate.emulator.base-url=" + this.emulator.baseUrl(),
                    "replicate.submit.enabled=false",
                    "replicate.reconcile.interval=100ms",
                    "replicate.journal.webhook-grace=100ms",
                    "management.endpoints.web.exposure.include=*");

    @AfterEach
    void stopEmulator() {
        this.emulator.close();
    }

    @Test
    void metricsAndTheEndpointShowCreatesByTheirState() {
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.output("done").succeed());
        this.runner.run(context -> {
            MeterRegistry registry = registry(context);
            context.getBean(DurablePredictions.class)
                    .submitForModel("order-1", "acme/painter", request -> request.input(Map.of()));
            context.getBean(Replicate.class)
                    .models()
                    .predictions()
                    .create("acme/painter", request -> request.input(Map.of()));
            ReplicateEndpoint endpoint = context.getBean(ReplicateEndpoint.class);

            DatabaseApplication.awaitChecks(
                    context,
                    () -> assertThat(endpoint.state().journal())
                            .isEqualTo(Map.of(CreateState.QUEUED, 1L, CreateState.COMPLETED, 1L)));

            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(registry.get("replicate.inbox.events")
                                    .tags("source", "reconciler", "outcome", "processed")
                                    .counter()
                                    .count())
                            .isEqualTo(1));
            // Counted at the end of the run.
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(registry.get("replicate.reconcile.creates")
                                    .tag("outcome", "completed")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1));
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(
                                    registry.get("replicate.inbox.lag").timer().count())
                            .isEqualTo(1));
            assertThat(registry.get("replicate.submit.queue").gauge().value()).isEqualTo(1);
            assertThat(registry.get("replicate.journal.creates")
                            .tag("state", "queued")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("replicate.journal.creates")
                            .tag("state", "running")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("replicate.journal.unknown").gauge().value())
                    .isZero();
            assertThat(registry.get("replicate.reconcile.overdue").gauge().value())
                    .isZero();
            assertThat(registry.get("replicate.reconcile.oldest").timeGauge().value())
                    .isZero();
        });
    }

    @Test
    void anApplicationWithoutAJournalHasNeither() {
        this.runner.withPropertyValues("replicate.journal.enabled=false").run(context -> {
            MeterRegistry registry = registry(context);

            assertThat(registry.find("replicate.inbox.pending").gauge()).isNotNull();
            assertThat(registry.find("replicate.journal.creates").gauge()).isNull();
            assertThat(context.getBean(ReplicateEndpoint.class).state().journal())
                    .isNull();
        });
    }

    private static MeterRegistry registry(ApplicationContext context) {
        MeterRegistry registry = context.getBean(MeterRegistry.class);
        context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(registry));
        return registry;
    }
}
