/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateHealthIndicator}, one for each client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnClass({ConditionalOnEnabledHealthIndicator.class, ReactiveHealthContributor.class})
@ConditionalOnBean(AsyncReplicate.class)
@ConditionalOnEnabledHealthIndicator("replicate")
@EnableConfigurationProperties(ReplicateHealthProperties.class)
public final class ReplicateHealthContributorAutoConfiguration
        extends CompositeReactiveHealthContributorConfiguration<ReplicateHealthIndicator, AsyncReplicate> {

    ReplicateHealthContributorAutoConfiguration(
            ReplicateHealthProperties properties, ReplicateConnectionDetails connection) {
        super(replicate -> new ReplicateHealthIndicator(
                replicate,
                ReplicateMode.of(replicate, connection),
                positive("timeout", properties.getTimeout()),
                positive("time-to-live", properties.getTimeToLive())));
    }

    private static Duration positive(String property, Duration value) {
        return ConfigurationErrors.forProperty("replicate.health." + property, () -> Arguments.positive("it", value));
    }

    /** Servlet applications support reactive contributors as well. */
    @Bean
    @ConditionalOnMissingBean(name = {"replicateHealthIndicator", "replicateHealthContributor"})
    ReactiveHealthContributor replicateHealthContributor(ConfigurableListableBeanFactory beanFactory) {
        return createContributor(beanFactory, AsyncReplicate.class);
    }
}
