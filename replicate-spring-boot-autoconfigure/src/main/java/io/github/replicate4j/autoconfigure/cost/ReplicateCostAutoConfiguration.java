/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.DefaultClientCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Prices} and for limits on creates. A {@link CreateLimits} bean counts in
 * place of the clients.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ReplicateCostProperties.class, ReplicateLimitProperties.class})
public final class ReplicateCostAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Prices replicatePrices(ReplicateCostProperties properties, Environment environment) {
        ConfiguredPrices.rejectUnknownUnits(environment);
        return new ConfiguredPrices(properties).create();
    }

    @Bean
    @ConditionalOnMissingBean
    LimitSettings replicateLimitSettings(ReplicateLimitProperties properties, Prices prices, Environment environment) {
        ConfiguredLimits.rejectUnknown(environment, "replicate.limits");
        return ConfiguredLimits.create(LimitSettings.NONE, properties, "replicate.limits", prices);
    }

    /** Ordered first, so that customizers of the application can override it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    DefaultClientCustomizer replicateLimitsBuilderCustomizer(
            Prices prices, LimitSettings settings, ObjectProvider<CreateLimits> limits) {
        return builder -> {
            builder.prices(prices).limits(ConfiguredLimits.changeTo(settings));
            limits.ifUnique(builder::sharedLimits);
        };
    }
}
