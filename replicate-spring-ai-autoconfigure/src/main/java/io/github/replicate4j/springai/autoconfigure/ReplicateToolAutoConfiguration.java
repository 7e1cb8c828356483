/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.mapping.ModelCatalog;
import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateToolCallbacks}, if {@code spring.ai.replicate.tools.models}
 * names models. Spring AI's MCP server publishes them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAiAutoConfiguration.class)
@ConditionalOnClass(ReplicateToolCallbacks.class)
@ConditionalOnBean(ModelCatalog.class)
@Conditional(OnToolModelsCondition.class)
@EnableConfigurationProperties(ReplicateToolProperties.class)
public final class ReplicateToolAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReplicateToolCallbacks replicateToolCallbacks(ModelCatalog catalog, ReplicateToolProperties properties) {
        ReplicateToolCallbacks.Builder builder = ReplicateToolCallbacks.builder(catalog);
        Duration timeout = properties.getTimeout();
        for (String model : properties.getModels()) {
            builder.tool(model, tool -> {
                if (timeout != null) {
                    tool.timeout(timeout);
                }
            });
        }
        return builder.build();
    }

    /** Reactor threads of the application must not wait for lookups. */
    @Bean
    @ConditionalOnBean(ReplicateToolCallbacks.class)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    ToolLoader replicateToolLoader(ReplicateToolCallbacks tools) {
        return new ToolLoader(tools);
    }
}
