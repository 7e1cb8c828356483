/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Rejects connection properties that are named as those of other Spring AI providers. They have no effect, because the models
 * use the connection of the client. The check runs before the client is created, which would fail with a missing token.
 */
final class ConnectionPropertiesCheck implements BeanFactoryPostProcessor {

    private static final Map<String, String> REPLACEMENTS = Map.of(
            "spring.ai.replicate.api-key", "replicate.bearer-token",
            "spring.ai.replicate.api-token", "replicate.bearer-token",
            "spring.ai.replicate.base-url", "replicate.base-url");

    private final Environment environment;

    ConnectionPropertiesCheck(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        REPLACEMENTS.forEach((property, replacement) -> {
            if (this.environment.containsProperty(property)) {
                throw new ReplicateConfigurationException(
                        "'" + property + "' has no effect: Spring AI uses the Replicate client of the application.",
                        "Set '" + replacement + "' instead.",
                        null);
            }
        });
    }
}
