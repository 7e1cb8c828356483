/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.model.InputType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A declared input of a model.
 *
 * @param minimum the smallest allowed number, or null
 * @param maximum the greatest allowed number, or null
 * @param choices the allowed strings; empty if all are allowed
 * @param defaultValue the documented default, or null
 */
public record InputField(
        String name,
        InputType type,
        boolean required,
        @Nullable Double minimum,
        @Nullable Double maximum,
        List<String> choices,
        @Nullable Object defaultValue) {

    public static InputField required(String name, InputType type) {
        return new InputField(name, type, true, null, null, List.of(), null);
    }

    public static InputField optional(String name, InputType type) {
        return new InputField(name, type, false, null, null, List.of(), null);
    }

    public InputField between(double min, double max) {
        return new InputField(this.name, this.type, this.required, min, max, this.choices, this.defaultValue);
    }

    public InputField oneOf(String... allowed) {
        return oneOf(List.of(allowed));
    }

    public InputField oneOf(List<String> allowed) {
        return new InputField(
                this.name, this.type, this.required, this.minimum, this.maximum, allowed, this.defaultValue);
    }

    public InputField byDefault(Object value) {
        return new InputField(this.name, this.type, this.required, this.minimum, this.maximum, this.choices, value);
    }

    /** Return the name of the JSON type. A file is passed as a string. */
    String jsonType() {
        return this.type == InputType.FILE ? "string" : this.type.name().toLowerCase(Locale.ROOT);
    }
}
