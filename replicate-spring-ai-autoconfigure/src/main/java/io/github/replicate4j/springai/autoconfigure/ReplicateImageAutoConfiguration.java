/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.image.ReplicateImageModel;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.image.observation.ImageModelObservationConvention;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateImageModel}. If there are image models of several
 * providers, {@code spring.ai.model.image} selects one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAiAutoConfiguration.class)
@ConditionalOnClass(ReplicateImageModel.class)
@ConditionalOnBean(ModelCatalog.class)
@ConditionalOnProperty(name = SpringAIModelProperties.IMAGE_MODEL, havingValue = "replicate", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateImageProperties.class)
public final class ReplicateImageAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateImageModel replicateImageModel(
            ModelCatalog catalog,
            ReplicateImageProperties properties,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<ImageModelObservationConvention> observationConvention) {
        ReplicateImageModel model = ReplicateImageModel.builder()
                .catalog(catalog)
                .options(properties.toOptions())
                .observationRegistry(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP))
                .build();
        observationConvention.ifAvailable(model::setObservationConvention);
        return model;
    }
}
