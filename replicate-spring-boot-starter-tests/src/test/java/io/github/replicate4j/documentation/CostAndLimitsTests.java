/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.autoconfigure.cost.ReplicateCostAutoConfiguration;
import io.github.replicate4j.cost.Price;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.error.CreateLimitException;
import io.github.replicate4j.limits.LimitSettings;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests for the code of {@code docs/cost-and-limits.md}. */
class CostAndLimitsTests {

    private ApplicationContextRunner configured(String... files) {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ReplicateCostAutoConfiguration.class, ReplicateAutoConfiguration.class))
                .withPropertyValues("spring.config.location=classpath:/documentation/"
                        + String.join(",classpath:/documentation/", files))
                .withInitializer(new ConfigDataApplicationContextInitializer());
    }

    @Test
    void filesSetPricesAndLimits() {
        configured("prices.yaml", "limits.yaml").run(context -> {
            Prices prices = context.getBean(Prices.class);
            assertThat(prices.price("anthropic/claude-4.5-sonnet", null, null))
                    .isEqualTo(Price.of(price -> price.perInputToken(new BigDecimal("0.000003"))
                            .perOutputToken(new BigDecimal("0.000015"))));
            assertThat(prices.price("acme/upscaler", null, null))
                    .isEqualTo(Price.of(price -> price.perSecond(new BigDecimal("0.000975"))));
            LimitSettings limits = context.getBean(LimitSettings.class);
            assertThat(limits.maxInFlight()).isEqualTo(20);
            assertThat(limits.createsPerMinute()).isEqualTo(120);
            assertThat(limits.costPerHour()).isEqualByComparingTo("5");
            assertThat(limits.costPerDay()).isEqualByComparingTo("50");
        });
    }

    @Test
    void propertiesFileSetsPricesOfModelsAndVersions() {
        configured("prices.properties").run(context -> {
            Prices prices = context.getBean(Prices.class);
            assertThat(prices.price("acme/upscaler", "abc", null))
                    .isEqualTo(Price.of(price -> price.perRun(new BigDecimal("0.01"))));
            assertThat(prices.price("acme/video", null, null))
                    .isEqualTo(Price.of(
                            price -> price.perSecond(new BigDecimal("0.5")).estimate(new BigDecimal("4"))));
        });
    }

    @Test
    void costIsKnownAndLimited() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            configured("prices.yaml")
                    .withBean(
                            ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""))
                    .withPropertyValues("replicate.limits.cost-per-day=0.005")
                    .run(context -> {
                        CostAndLimits code =
                                new CostAndLimits(context.getBean(Replicate.class), context.getBean(Prices.class));
                        assertThat(code.describe(Map.of("prompt", "a cat"))).isEqualTo("It cost 0.003 USD");
                        assertThat(code.draw(Map.of("prompt", "a cat")))
                                .startsWith("Try again at 2")
                                .endsWith("Z: 0.002 of 0.005 are left");
                        assertThat(emulator.requests().creates()).hasSize(1);
                    });
        }
    }

    @Test
    void namedClientHasItsOwnLimits() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            configured("named-limits.properties")
                    .withConfiguration(AutoConfigurations.of(ReplicateClientsAutoConfiguration.class))
                    .withBean(
                            ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""))
                    .run(context -> {
                        assertThat(context.getBean(LimitSettings.class).createsPerMinute())
                                .isEqualTo(120);
                        Replicate teamA = context.getBean("teamAReplicate", Replicate.class);
                        assertThatExceptionOfType(CreateLimitException.class)
                                .isThrownBy(() -> createRepeatedly(teamA))
                                .satisfies(
                                        denied -> assertThat(denied.maximum()).isEqualByComparingTo("30"));
                        assertThat(emulator.requests().creates()).hasSize(30);
                    });
        }
    }

    private static void createRepeatedly(Replicate replicate) {
        for (int create = 0; create <= 30; create++) {
            replicate
                    .models()
                    .predictions()
                    .create("black-forest-labs/flux-schnell", request -> request.input(Map.of("prompt", "a cat")));
        }
    }

    @Test
    void clientWithoutSpringBootHasPricesAndLimits() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate =
                        CostAndLimits.withoutSpringBoot(emulator.baseUrl().toString())) {
            replicate.run("black-forest-labs/flux-schnell", Map.of("prompt", "a cat"));
            assertThat(emulator.requests().creates()).hasSize(1);
        }
    }
}
