/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options that are set.
 *
 * @param set options by name
 * @param input inputs by their names in the schema of the model
 */
public record OptionValues(Map<String, Object> set, Map<String, @Nullable Object> input) {

    /** No options. */
    public static final OptionValues NONE = new OptionValues(Map.of(), Map.of());

    public OptionValues {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
    }

    /** Return an option, or {@code null} if it is not set. */
    public <T> @Nullable T get(String name, Class<T> type) {
        return type.cast(this.set.get(name));
    }

    public @Nullable Duration timeout() {
        return get("timeout", Duration.class);
    }

    public @Nullable Boolean cancelOnTimeout() {
        return get("cancelOnTimeout", Boolean.class);
    }

    /** Set an option, or remove it. */
    public OptionValues with(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(this.set);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new OptionValues(changed, this.input);
    }

    /**
     * Set the timeout, or remove it.
     *
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public OptionValues withTimeout(@Nullable Duration timeout) {
        return with("timeout", timeout == null ? null : Arguments.positive("timeout", timeout));
    }

    public OptionValues withCancelOnTimeout(@Nullable Boolean cancelOnTimeout) {
        return with("cancelOnTimeout", cancelOnTimeout);
    }

    /**
     * Set an input.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public OptionValues withInput(String name, @Nullable Object value) {
        return withInput(Collections.singletonMap(Arguments.notBlank("name", name), value));
    }

    public OptionValues withInput(Map<String, ? extends @Nullable Object> added) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.input);
        added.forEach((name, value) -> changed.put(Arguments.notBlank("name", name), value));
        return new OptionValues(this.set, changed);
    }

    /** Return these options, replaced by others where those are set. Inputs are added. */
    public OptionValues replacedBy(OptionValues others) {
        Map<String, Object> changed = new LinkedHashMap<>(this.set);
        changed.putAll(others.set);
        return new OptionValues(changed, this.input).withInput(others.input);
    }

    /** Pass on an option of another provider if it is set. A blank text counts as not set. */
    public static <T> void ifSet(@Nullable T value, Consumer<T> setter) {
        if (value != null && !(value instanceof String text && text.isBlank())) {
            setter.accept(value);
        }
    }

    /** Return the names of the options and inputs. */
    @Override
    public String toString() {
        return "set=" + this.set.keySet() + ", input=" + this.input.keySet();
    }
}
