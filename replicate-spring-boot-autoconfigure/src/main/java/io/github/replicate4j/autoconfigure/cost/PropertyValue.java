/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.cost;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;

/** Reports rejected values without the names of methods and parameters. */
final class PropertyValue {

    private PropertyValue() {}

    /**
     * Check a value.
     *
     * @param property name of the property
     * @param use fails with the name of a parameter, and then what the value must be
     */
    static void check(String property, Runnable use) {
        ConfigurationErrors.forProperty(property, () -> {
            try {
                use.run();
            } catch (IllegalArgumentException ex) {
                throw new IllegalArgumentException(
                        String.valueOf(ex.getMessage()).replaceFirst("^.*? must ", "it must "), ex);
            }
            return property;
        });
    }
}
