/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import java.util.function.Supplier;

/**
 * Reports rejected property values under the name of their property. For the auto-configurations of this project only: it is
 * public because they are in several packages.
 *
 * @since 0.1.0
 */
public final class ConfigurationErrors {

    private ConfigurationErrors() {}

    /**
     * Use the value of a property.
     *
     * @param property name of the property
     * @param use creates a result from the value
     * @param <T> type of the result
     * @return the result
     * @throws ReplicateConfigurationException if the value is rejected with an {@link IllegalArgumentException}
     */
    public static <T> T forProperty(String property, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException ex) {
            throw new ReplicateConfigurationException(
                    "'" + property + "' cannot be used: " + ex.getMessage() + ".",
                    "Set '" + property + "' to a valid value, or remove it.",
                    null);
        }
    }
}
