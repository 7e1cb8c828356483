/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.moderation.ReplicateModerationModel;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateModerationModel}. If there are moderation models of
 * several providers, {@code spring.ai.model.moderation} selects one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAiAutoConfiguration.class)
@ConditionalOnClass(ReplicateModerationModel.class)
@ConditionalOnBean(ModelCatalog.class)
@ConditionalOnProperty(
        name = SpringAIModelProperties.MODERATION_MODEL,
        havingValue = "replicate",
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateModerationProperties.class)
public final class ReplicateModerationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateModerationModel replicateModerationModel(ModelCatalog catalog, ReplicateModerationProperties properties) {
        return ReplicateModerationModel.builder()
                .catalog(catalog)
                .options(properties.toOptions())
                .build();
    }
}
