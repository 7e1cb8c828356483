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
 * Rejects properties that other providers of Spring AI have and Replicate does not: the connection is that of the client. The
 * check precedes the creation of the client, which would report a missing token otherwise.
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
