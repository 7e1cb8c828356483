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
 * @param items the type of the items of a list, or null if they can be anything
 */
public record InputField(
        String name,
        InputType type,
        boolean required,
        @Nullable Double minimum,
        @Nullable Double maximum,
        List<String> choices,
        @Nullable Object defaultValue,
        @Nullable InputType items) {

    public static InputField required(String name, InputType type) {
        return new InputField(name, type, true, null, null, List.of(), null, null);
    }

    public static InputField optional(String name, InputType type) {
        return new InputField(name, type, false, null, null, List.of(), null, null);
    }

    public InputField between(double min, double max) {
        return new InputField(
                this.name, this.type, this.required, min, max, this.choices, this.defaultValue, this.items);
    }

    public InputField oneOf(String... allowed) {
        return oneOf(List.of(allowed));
    }

    public InputField oneOf(List<String> allowed) {
        return new InputField(
                this.name,
                this.type,
                this.required,
                this.minimum,
                this.maximum,
                allowed,
                this.defaultValue,
                this.items);
    }

    public InputField byDefault(Object value) {
        return new InputField(
                this.name, this.type, this.required, this.minimum, this.maximum, this.choices, value, this.items);
    }

    /** Set the lower bound only. */
    public InputField atLeast(double min) {
        return new InputField(
                this.name, this.type, this.required, min, this.maximum, this.choices, this.defaultValue, this.items);
    }

    /** Set the type of the items of a list. */
    public InputField of(InputType item) {
        return new InputField(
                this.name, this.type, this.required, this.minimum, this.maximum, this.choices, this.defaultValue, item);
    }

    /** Return the name of the JSON type. A file is passed as a string. */
    String jsonType() {
        return jsonType(this.type);
    }

    static String jsonType(InputType type) {
        return type == InputType.FILE ? "string" : type.name().toLowerCase(Locale.ROOT);
    }
}
