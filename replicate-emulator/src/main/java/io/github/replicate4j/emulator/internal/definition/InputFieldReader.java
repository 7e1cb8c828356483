/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.Violations;
import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.InputValidator;
import io.github.replicate4j.emulator.model.InputType;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the declaration of an input.
 */
final class InputFieldReader {

    private InputFieldReader() {}

    static InputField read(String name, FieldReader json) {
        InputType type = Objects.requireNonNullElse(json.constant("type", InputType.class), InputType.ANY);
        boolean required = json.isTrue("required");
        Double minimum = json.number("minimum");
        Double maximum = json.number("maximum");
        List<String> choices = Objects.requireNonNullElse(json.strings("enum"), List.of());
        InputType items = json.constant("items", InputType.class);
        Object defaultValue = json.any("default");
        boolean numeric = type == InputType.INTEGER || type == InputType.NUMBER;
        if (!numeric && (minimum != null || maximum != null)) {
            json.mistake(minimum == null ? "maximum" : "minimum", "requires the type integer or number");
        }
        if (minimum != null && maximum != null && minimum > maximum) {
            json.mistake("minimum", "is greater than maximum");
        }
        if (type != InputType.STRING && !choices.isEmpty()) {
            json.mistake("enum", "requires the type string");
        }
        if (type != InputType.ARRAY && items != null) {
            json.mistake("items", "requires the type array");
        }
        if (required && json.has("default")) {
            json.mistake("default", "contradicts required: a required input has no default");
        }
        json.finish();
        InputField field = new InputField(name, type, required, minimum, maximum, choices, defaultValue, items);
        if (defaultValue != null && !accepts(field, defaultValue)) {
            json.mistake("default", "is not a valid value of this input");
        }
        return field;
    }

    private static boolean accepts(InputField field, Object value) {
        Violations violations = new Violations();
        InputValidator.check(List.of(field), Map.of(field.name(), value), violations);
        try {
            violations.raise();
            return true;
        } catch (ApiException ex) {
            return false;
        }
    }
}
