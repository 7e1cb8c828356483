/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.embedding.ReplicateEmbeddingModel;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationConvention;
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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateEmbeddingModel}. If there are embedding models of
 * several providers, {@code spring.ai.model.embedding} selects one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAiAutoConfiguration.class)
@ConditionalOnClass(ReplicateEmbeddingModel.class)
@ConditionalOnBean(ModelCatalog.class)
@ConditionalOnProperty(name = SpringAIModelProperties.EMBEDDING_MODEL, havingValue = "replicate", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateEmbeddingProperties.class)
public final class ReplicateEmbeddingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateEmbeddingModel replicateEmbeddingModel(
            ModelCatalog catalog,
            ReplicateEmbeddingProperties properties,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<EmbeddingModelObservationConvention> observationConvention) {
        ReplicateEmbeddingModel.Builder builder = ReplicateEmbeddingModel.builder()
                .catalog(catalog)
                .options(properties.toOptions())
                .observationRegistry(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP));
        if (properties.getMetadataMode() != null) {
            builder.metadataMode(properties.getMetadataMode());
        }
        ReplicateEmbeddingModel model = builder.build();
        observationConvention.ifAvailable(model::setObservationConvention);
        return model;
    }
}
