/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.chat.ConversationFormat;
import io.github.replicate4j.springai.chat.ReplicateChatModel;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.observation.ChatModelObservationConvention;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.ai.model.tool.ToolCallingManager;
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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateChatModel}. If there are chat models of several
 * providers, {@code spring.ai.model.chat} selects one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateAiAutoConfiguration.class,
        afterName = "org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration")
@ConditionalOnClass(ReplicateChatModel.class)
@ConditionalOnBean(ModelCatalog.class)
@ConditionalOnProperty(name = SpringAIModelProperties.CHAT_MODEL, havingValue = "replicate", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateChatProperties.class)
public final class ReplicateChatAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateChatModel replicateChatModel(
            ModelCatalog catalog,
            ReplicateChatProperties properties,
            ObjectProvider<ToolCallingManager> toolCallingManager,
            ObjectProvider<ConversationFormat> conversationFormat,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<ChatModelObservationConvention> observationConvention) {
        ReplicateChatModel.Builder builder = ReplicateChatModel.builder()
                .catalog(catalog)
                .options(properties.toOptions())
                .observationRegistry(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP));
        toolCallingManager.ifAvailable(builder::toolCallingManager);
        conversationFormat.ifAvailable(builder::conversationFormat);
        ReplicateChatModel model = builder.build();
        observationConvention.ifAvailable(model::setObservationConvention);
        return model;
    }
}
