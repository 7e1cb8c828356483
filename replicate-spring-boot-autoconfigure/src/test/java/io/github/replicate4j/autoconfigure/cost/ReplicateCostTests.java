/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.ReplicateMetricsAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.ReplicateObservationAutoConfiguration;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.CreateLimit;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.limits.LimitSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ByteArrayResource;

/** Prices and limits that are set by properties. */
class ReplicateCostTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateCostAutoConfiguration.class,
                    ReplicateObservationAutoConfiguration.class,
                    ReplicateMetricsAutoConfiguration.class,
                    ReplicateAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    ObservationAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @BeforeEach
    void teachTheEmulator() {
        emulator.reset();
        emulator.model("acme/images-2.5")
                .official()
                .respond(
                        script -> script.output("done").metric("image_count", 2).succeed());
        emulator.model("acme/free")
                .official()
                .respond(script -> script.output("done").succeed());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    @Test
    void propertiesWithNamesInBracketsSetPrices() {
        this.context
                .withPropertyValues(
                        "replicate.currency=EUR",
                        "replicate.hardware-prices.gpu-t4=0.000225",
                        "replicate.prices[acme/Images-2.5].per-image=0.003",
                        "replicate.prices[acme/Images-2.5].per-run=0.01",
                        "replicate.prices[0123456789abcdef].hardware=gpu-t4",
                        "replicate.prices[acme/videos].per-metric[video_output_duration_seconds]=0.5",
                        "replicate.deployment-prices[acme/deployed].per-second=0.5")
                .run(context -> assertThat(context.getBean(Prices.class)).satisfies(prices -> {
                    assertThat(prices.currency()).isEqualTo("EUR");
                    assertThat(prices.price("acme/Images-2.5", "hidden", null))
                            .isEqualTo(Price.of(
                                    price -> price.perImage(amount("0.003")).perRun(amount("0.01"))));
                    assertThat(prices.price("acme/images-2.5", "0123456789abcdef", null))
                            .isEqualTo(Price.of(price -> price.perSecond(amount("0.000225"))));
                    assertThat(prices.price("acme/videos", null, null))
                            .isEqualTo(
                                    Price.of(price -> price.perMetric("video_output_duration_seconds", amount("0.5"))));
                    assertThat(prices.price(null, null, "acme/deployed"))
                            .isEqualTo(Price.of(price -> price.perSecond(amount("0.5"))));
                }));
    }

    @Test
    void yamlWithQuotedBracketsSetsPrices() {
        String yaml = """
                replicate:
                  prices:
                    "[black-forest-labs/flux-schnell]":
                      per-image: 0.003
                    "[acme/images-2.5:abc]":
                      per-run: 0.5
                    "[anthropic/claude-4.5-sonnet]":
                      per-input-token: 0.000003
                      per-output-token: 0.000015
                  limits:
                    max-in-flight: 20
                    cost-per-day: 50
                    max-wait: 10s
                """;
        this.context
                .withInitializer(application -> {
                    try {
                        new YamlPropertySourceLoader()
                                .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                                .forEach(application.getEnvironment().getPropertySources()::addFirst);
                    } catch (java.io.IOException ex) {
                        throw new java.io.UncheckedIOException(ex);
                    }
                })
                .run(context -> {
                    assertThat(context.getBean(Prices.class).price("anthropic/claude-4.5-sonnet", null, null))
                            .isEqualTo(Price.of(price ->
                                    price.perInputToken(amount("0.000003")).perOutputToken(amount("0.000015"))));
                    assertThat(context.getBean(Prices.class).price("acme/images-2.5", "abc", null))
                            .isEqualTo(Price.of(price -> price.perRun(amount("0.5"))));
                    assertThat(context.getBean(LimitSettings.class))
                            .isEqualTo(LimitSettings.NONE.with(limits -> limits.maxInFlight(20)
                                    .costPerDay(amount("50"))
                                    .maxWait(Duration.ofSeconds(10))));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "replicate.prices[acme/a].per-run, 0, replicate.prices[acme/a]",
        "replicate.prices[acme/a].per-image, -1, replicate.prices[acme/a]",
        "replicate.prices[acme/a].per-run, 0, 'replicate.prices[acme/a].per-run'' cannot be used: it must be greater than zero'",
        "replicate.prices[acme/a].per-metric[words], 0, 'replicate.prices[acme/a].per-metric[words]'' cannot be used: it must'",
        "replicate.prices[acme/a].hardware, gpu-t4, 'replicate.prices[acme/a].hardware'' cannot be used: the hardware ''gpu-t4'' has no'",
        "replicate.limits.cost-per-hour, 0, 'replicate.limits.cost-per-hour'' cannot be used: it must be greater than zero'",
        "replicate.prices.acme/a.per-run, 1, owner/name",
        "replicate.prices[model].per-run, 1, replicate.prices[model]",
        "replicate.deployment-prices[a].per-run, 1, replicate.deployment-prices[a]",
        "replicate.hardware-prices.gpu-t4, 0, replicate.hardware-prices[gpu-t4]",
        "replicate.currency, $, replicate.currency",
        "replicate.limits.max-in-flight, 0, replicate.limits.max-in-flight",
        "replicate.limits.creates-per-minute, -1, replicate.limits.creates-per-minute",
        "replicate.limits.cost-per-hour, 0, replicate.limits.cost-per-hour",
        "replicate.limits.cost-per-day, 1, no prices are set",
        "replicate.limits.max-wait, -1s, replicate.limits.max-wait",
        "replicate.limits.release-after, 0s, replicate.limits.release-after",
    })
    void unusableValueFailsTheStart(String property, String value, String expected) {
        this.context
                .withPropertyValues(property + "=" + value)
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining(expected));
    }

    private static Throwable rootCause(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure);
    }

    @Test
    void contradictoryLimitsFailTheStart() {
        this.context
                .withPropertyValues(
                        "replicate.prices[acme/a].per-run=1",
                        "replicate.limits.cost-per-hour=20",
                        "replicate.limits.cost-per-day=10")
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .hasMessageContaining("'replicate.limits.cost-per-hour' (20) must not be greater than"
                                + " 'replicate.limits.cost-per-day' (10)"));
    }

    @ParameterizedTest
    @CsvSource({
        "per-second, predict_time",
        "per-image, image_count",
        "per-input-token, input_token_count",
        "per-output-token, output_token_count"
    })
    void twoPricesOfOneUnitFailTheStart(String unit, String metric) {
        this.context
                .withPropertyValues(
                        "replicate.prices[acme/a]." + unit + "=0.03",
                        "replicate.prices[acme/a].per-metric[" + metric + "]=0.01")
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessage("'replicate.prices[acme/a].per-metric[" + metric
                                + "]' cannot be used: price must not have two amounts for the metric " + metric + "."));
    }

    @ParameterizedTest
    @CsvSource({"replicate.prices[acme/a].per-minute", "replicate.deployment-prices[acme/a].per-run.second"})
    void priceInAnUnknownUnitFailsTheStart(String property) {
        this.context
                .withPropertyValues("replicate.prices[acme/a].per-run=1", property + "=1")
                .run(context -> assertThat(context.getStartupFailure())
                        .satisfies(failure -> assertThat(failure)
                                .hasStackTraceContaining(ReplicateConfigurationException.class.getName())
                                .hasStackTraceContaining("'" + property + "' is a property that does not exist")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicate.limits.creates-per-hour", "replicate.clients.team-a.limits.creates-per-hour"})
    void limitThatDoesNotExistFailsTheStart(String property) {
        this.context
                .withConfiguration(AutoConfigurations.of(ReplicateClientsAutoConfiguration.class))
                .withPropertyValues("replicate.clients.team-a.bearer-token=r8_a", property + "=3")
                .run(context -> assertThat(context.getStartupFailure())
                        .satisfies(failure -> assertThat(failure)
                                .hasStackTraceContaining("'" + property + "' is a property that does not exist")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicate.prices[acme/a].unit | estimate, hardware, per-image, per-input-token, per-metric[name],"
                        + " per-output-token, per-run, per-second, per-training-second.",
                "replicate.limits.unit | cost-per-day, cost-per-hour, creates-per-minute, max-in-flight, max-wait,"
                        + " release-after, shared."
            })
    void failureOfAnUnknownPropertyNamesThePropertiesThatExist(String property, String expected) {
        this.context
                .withPropertyValues(property + "=1")
                .run(context -> assertThat(rootCause(context.getStartupFailure()))
                        .extracting("action")
                        .asString()
                        .endsWith("these exist: " + expected));
    }

    @Test
    void createAboveTheLimitIsNotSent() {
        this.context
                .withPropertyValues(
                        "replicate.prices[acme/images-2.5].per-image=0.5", "replicate.limits.cost-per-hour=1.5")
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    replicate.run("acme/images-2.5", Map.of());
                    assertThatExceptionOfType(CreateLimitException.class)
                            .isThrownBy(() -> replicate.run("acme/images-2.5", Map.of()))
                            .satisfies(denied -> {
                                assertThat(denied.limit()).isEqualTo(CreateLimit.COST_PER_HOUR);
                                assertThat(denied.left()).isEqualByComparingTo("0.5");
                            });
                    assertThat(emulator.requests().creates()).hasSize(1);
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("replicate.prediction")
                                    .tag("error", "CreateLimitException")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void costIsCountedByModel() {
        this.context
                .withPropertyValues("replicate.prices[acme/images-2.5].per-image=0.003", "replicate.currency=EUR")
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    replicate.run("acme/images-2.5", Map.of());
                    replicate.run("acme/images-2.5", Map.of());
                    replicate.run("acme/free", Map.of());
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    Counter cost = registry.get("replicate.cost")
                            .tag("gen_ai.request.model", "acme/images-2.5")
                            .tag("currency", "EUR")
                            .tag("status", "succeeded")
                            .counter();
                    assertThat(cost.count()).isEqualTo(0.012);
                    assertThat(registry.get("replicate.cost").counters()).hasSize(1);
                    assertThat(registry.get("replicate.cost.unknown")
                                    .tag("gen_ai.request.model", "acme/free")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void withoutPricesNoCostIsCounted() {
        this.context.run(context -> {
            context.getBean(Replicate.class).run("acme/free", Map.of());
            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .contains("replicate.prediction")
                    .doesNotContain("replicate.cost", "replicate.cost.unknown");
        });
    }

    @Test
    void applicationCanDefinePricesAndLimits() {
        this.context
                .withBean(
                        Prices.class,
                        () -> Prices.of(
                                prices -> prices.model("acme/free", Price.of(price -> price.perRun(BigDecimal.ONE)))))
                .withPropertyValues("replicate.limits.cost-per-day=1")
                .run(context -> {
                    Replicate replicate = context.getBean(Replicate.class);
                    replicate.run("acme/free", Map.of());
                    assertThatExceptionOfType(CreateLimitException.class)
                            .isThrownBy(() -> replicate.run("acme/free", Map.of()));
                    assertThat(emulator.requests().creates()).hasSize(1);
                });
    }
}
