/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.internal;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Sets one value of settings after the other, so that an error names its property.
 *
 * @param <S> type of the settings
 * @param <B> type of their builder
 */
public final class PropertySettings<S, B> {

    private final String prefix;

    private final BiFunction<S, Consumer<B>, S> with;

    private S settings;

    /**
     * Start with settings.
     *
     * @param prefix prefix of the properties, without a dot at its end
     * @param with returns changed settings
     */
    public PropertySettings(String prefix, S settings, BiFunction<S, Consumer<B>, S> with) {
        this.prefix = prefix;
        this.settings = settings;
        this.with = with;
    }

    /**
     * Set a value.
     *
     * @param property name of the property, without the prefix
     * @param change sets the value
     */
    public PropertySettings<S, B> set(String property, Consumer<B> change) {
        S current = this.settings;
        this.settings =
                ConfigurationErrors.forProperty(this.prefix + "." + property, () -> this.with.apply(current, change));
        return this;
    }

    /** Return the settings. */
    public S get() {
        return this.settings;
    }
}
