/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.autoconfigure.DefaultClientCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for observations of all clients. Without an
 * {@link ObservationRegistry}, there are no observations.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
public final class ReplicateObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PredictionObservations replicatePredictionObservations(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<PredictionObservationConvention> convention,
            ObjectProvider<ClientTag> tag) {
        return new PredictionObservations(
                registry.getIfUnique(() -> ObservationRegistry.NOOP),
                ClientTag.predictions(tag.getIfAvailable(), convention.getIfAvailable()));
    }

    /** Ordered first, so that customizers of the application can override it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    DefaultClientCustomizer replicateObservationBuilderCustomizer(
            PredictionObservations predictions,
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<OperationObservationConvention> convention,
            ObjectProvider<ClientTag> tag) {
        return builder -> builder.observePredictions(predictions)
                .observeOperations(
                        registry.getIfUnique(() -> ObservationRegistry.NOOP),
                        ClientTag.operations(tag.getIfAvailable(), convention.getIfAvailable()));
    }
}
