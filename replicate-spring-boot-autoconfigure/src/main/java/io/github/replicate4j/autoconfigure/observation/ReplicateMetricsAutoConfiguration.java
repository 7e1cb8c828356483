/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics beyond the duration of observations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateObservationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
public final class ReplicateMetricsAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateMetricsAutoConfiguration.class);

    /** Each model is a separate time series. */
    private static final int MAX_MODELS = 100;

    @Bean
    PredictionMetricsHandler replicatePredictionMeters(MeterRegistry registry) {
        return new PredictionMetricsHandler(registry);
    }

    @Bean
    OperationMetricsHandler replicateOperationMeters(MeterRegistry registry) {
        return new OperationMetricsHandler(registry);
    }

    @Bean
    WebhookMetricsHandler replicateWebhookMeters(MeterRegistry registry) {
        return new WebhookMetricsHandler(registry);
    }

    @Bean
    MeterFilter replicateModelsMeterFilter() {
        return new ModelTagLimit(
                MAX_MODELS,
                () -> logger.warn("Metrics distinguish " + MAX_MODELS
                        + " models: further models are recorded as 'other'. To change the names of models, define a"
                        + " PredictionObservationConvention bean"));
    }
}
