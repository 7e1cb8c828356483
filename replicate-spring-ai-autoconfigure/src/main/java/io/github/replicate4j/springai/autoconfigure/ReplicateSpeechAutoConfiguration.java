/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.speech.ReplicateTextToSpeechModel;
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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateTextToSpeechModel}. If there are text-to-speech models of several
 * providers, {@code spring.ai.model.audio.speech} selects one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAiAutoConfiguration.class)
@ConditionalOnClass(ReplicateTextToSpeechModel.class)
@ConditionalOnBean(ModelCatalog.class)
@ConditionalOnProperty(
        name = SpringAIModelProperties.AUDIO_SPEECH_MODEL,
        havingValue = "replicate",
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateSpeechProperties.class)
public final class ReplicateSpeechAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateTextToSpeechModel replicateTextToSpeechModel(ModelCatalog catalog, ReplicateSpeechProperties properties) {
        return ReplicateTextToSpeechModel.builder()
                .catalog(catalog)
                .options(properties.toOptions())
                .build();
    }
}
