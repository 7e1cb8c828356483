/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.observation.DefaultPredictionObservationConvention;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.github.replicate4j.predictions.ModelException;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Metrics, with and without a registry. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicateMetricsTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner unmeasured = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateObservationAutoConfiguration.class,
                    ReplicateMetricsAutoConfiguration.class,
                    ReplicateAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""))
            .withPropertyValues("replicate.retry.initial-delay=1ms");

    private final ApplicationContextRunner context = this.unmeasured
            .withConfiguration(
                    AutoConfigurations.of(MetricsAutoConfiguration.class, ObservationAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);

    @BeforeEach
    void teachTheEmulator() {
        emulator.reset();
        emulator.model("acme/quick")
                .official()
                .respond(script -> script.output("done")
                        .metric("input_token_count", 7)
                        .metric("output_token_count", 11)
                        .succeed());
        emulator.model("acme/failing").official().respond(script -> script.fail("no"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static Tags prediction(String model, String status) {
        return Tags.of(
                "gen_ai.operation.name",
                "generate_content",
                "gen_ai.system",
                "replicate",
                "gen_ai.request.model",
                model,
                "status",
                status);
    }

    @Test
    void timesPredictionsByModelAndStatus() {
        this.context.run(context -> {
            Replicate replicate = context.getBean(Replicate.class);
            for (int i = 0; i < 10; i++) {
                replicate.run("acme/quick", Map.of());
            }
            assertThatExceptionOfType(ModelException.class).isThrownBy(() -> replicate.run("acme/failing", Map.of()));
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            Tags succeeded = prediction("acme/quick", "succeeded");
            assertThat(registry.get("replicate.prediction")
                            .tags(succeeded)
                            .timer()
                            .count())
                    .isEqualTo(10);
            assertThat(registry.get("replicate.prediction")
                            .tags(prediction("acme/failing", "failed"))
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("replicate.prediction.run.time")
                            .tags(succeeded)
                            .timer()
                            .count())
                    .isEqualTo(10);
            assertThat(registry.get("replicate.prediction.queue.time")
                            .tags(succeeded)
                            .timer()
                            .count())
                    .isEqualTo(10);
            assertThat(registry.get("gen_ai.client.token.usage")
                            .tags(succeeded.and("gen_ai.token.type", "output"))
                            .counter()
                            .count())
                    .isEqualTo(110);
            assertThat(registry.get("replicate.operation")
                            .tags("operation", "models.predictions.create", "outcome", "SUCCESS", "status", "201")
                            .timer()
                            .count())
                    .isEqualTo(11);
            assertThat(registry.get("replicate.prediction.active")
                            .longTaskTimer()
                            .activeTasks())
                    .isZero();
        });
    }

    @Test
    void recordsRetriesAndRemainingRequests() {
        this.context.run(context -> {
            emulator.faults().next(Operation.ACCOUNT_GET).status(503);
            context.getBean(Replicate.class).account().get();
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("replicate.operation.retries")
                            .tag("operation", "account.get")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("replicate.rate.limit.remaining")
                            .tag("limit", "other")
                            .gauge()
                            .value())
                    .isPositive();
        });
    }

    @Test
    void countsPredictionsInFlight() {
        this.context.run(context -> {
            Replicate replicate = context.getBean(Replicate.class);
            String id = replicate
                    .models()
                    .predictions()
                    .create("emulator/slow", request -> request.input("seconds", 60))
                    .id();
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("replicate.prediction.active")
                            .longTaskTimer()
                            .activeTasks())
                    .isEqualTo(1);
            replicate.predictions().cancel(id);
            assertThat(registry.get("replicate.prediction.active")
                            .longTaskTimer()
                            .activeTasks())
                    .isZero();
        });
    }

    @Test
    void limitsModelsAndRecordsNoIds(CapturedOutput output) {
        this.context.run(context -> {
            Replicate replicate = context.getBean(Replicate.class);
            for (int i = 0; i < 120; i++) {
                emulator.model("acme/model" + i)
                        .official()
                        .respond(script -> script.output("done").succeed());
                replicate.run("acme/model" + i, Map.of());
            }
            Set<String> models = context.getBean(MeterRegistry.class).getMeters().stream()
                    .map(Meter::getId)
                    .map(id -> id.getTag("gen_ai.request.model"))
                    .filter(model -> model != null)
                    .collect(Collectors.toSet());
            assertThat(models).hasSize(101).contains("other");
            assertThat(context.getBean(MeterRegistry.class).getMeters().stream()
                            .flatMap(meter -> meter.getId().getTags().stream())
                            .map(tag -> tag.getValue()))
                    .noneMatch(value -> value.matches("[0-9a-z]{26}"));
        });
        assertThat(output).containsOnlyOnce("Metrics distinguish 100 models");
    }

    @Test
    void conventionsCanBeReplaced() {
        this.context
                .withBean(PredictionObservationConvention.class, OwnConvention::new)
                .run(context -> {
                    context.getBean(Replicate.class).run("acme/quick", Map.of());
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("replicate.prediction")
                                    .tag("gen_ai.request.model", "acme")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void worksWithoutMeterRegistry() {
        this.unmeasured.run(context -> {
            assertThat(context).doesNotHaveBean(PredictionMetricsHandler.class);
            assertThat(context.getBean(Replicate.class)
                            .run("acme/quick", Map.of())
                            .text())
                    .isEqualTo("done");
        });
        this.unmeasured
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context.getBean(Replicate.class)
                                .run("acme/quick", Map.of())
                                .text())
                        .isEqualTo("done"));
    }

    private static final class OwnConvention extends DefaultPredictionObservationConvention {

        @Override
        protected KeyValue model(PredictionObservationContext context) {
            return KeyValue.of("gen_ai.request.model", "acme");
        }
    }
}
