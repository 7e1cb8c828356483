/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.mapping.ModelProfile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what all Spring AI models on Replicate share.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnClass(ModelCatalog.class)
@ConditionalOnBooleanProperty(name = "spring.ai.replicate.enabled", matchIfMissing = true)
public final class ReplicateAiAutoConfiguration {

    @Bean
    static ConnectionPropertiesCheck replicateAiConnectionPropertiesCheck(Environment environment) {
        return new ConnectionPropertiesCheck(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(AsyncReplicate.class)
    ModelCatalog replicateModelCatalog(AsyncReplicate replicate, ObjectProvider<ModelProfile> profiles) {
        return new ModelCatalog(replicate, profiles.orderedStream().toList());
    }
}
