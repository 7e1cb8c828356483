/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.schema;

import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.model.InputType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declares the inputs of the built-in models briefly. All of them are optional except {@link #required}.
 */
public final class Fields {

    private Fields() {}

    /** Declare a required string. */
    public static InputField required(String name) {
        return InputField.required(name, InputType.STRING);
    }

    /** Declare a required file. */
    public static InputField requiredFile(String name) {
        return InputField.required(name, InputType.FILE);
    }

    public static InputField text(String name) {
        return InputField.optional(name, InputType.STRING);
    }

    public static InputField text(String name, String byDefault) {
        return text(name).byDefault(byDefault);
    }

    /** Declare a string with the given choices, the first of which is the default. */
    public static InputField choice(String name, String... choices) {
        return text(name, choices[0]).oneOf(choices);
    }

    /** Declare a string with the given choices. */
    public static InputField choiceOf(String name, @Nullable String byDefault, List<String> choices) {
        InputField field = text(name).oneOf(choices);
        return byDefault == null ? field : field.byDefault(byDefault);
    }

    public static InputField integer(String name) {
        return InputField.optional(name, InputType.INTEGER);
    }

    public static InputField integer(String name, int byDefault) {
        return integer(name).byDefault(byDefault);
    }

    public static InputField integer(String name, int byDefault, int min, int max) {
        return integer(name, byDefault).between(min, max);
    }

    public static InputField number(String name) {
        return InputField.optional(name, InputType.NUMBER);
    }

    public static InputField number(String name, double byDefault) {
        // A whole number is written without a fraction, as in the schemas of Replicate.
        Object value = byDefault == Math.rint(byDefault) ? (Object) (long) byDefault : (Object) byDefault;
        return number(name).byDefault(value);
    }

    public static InputField number(String name, double byDefault, double min, double max) {
        return number(name, byDefault).between(min, max);
    }

    public static InputField flag(String name, boolean byDefault) {
        return InputField.optional(name, InputType.BOOLEAN).byDefault(byDefault);
    }

    public static InputField file(String name) {
        return InputField.optional(name, InputType.FILE);
    }

    /** Declare a list of files, empty by default. */
    public static InputField files(String name) {
        return InputField.optional(name, InputType.ARRAY).of(InputType.FILE).byDefault(List.of());
    }

    /** Declare a list of the given items, empty by default. */
    public static InputField list(String name, InputType items) {
        return InputField.optional(name, InputType.ARRAY).of(items).byDefault(List.of());
    }

    public static InputField object(String name) {
        return InputField.optional(name, InputType.OBJECT);
    }
}
