/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.internal.http.Violations;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.model.InputType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validates the input of a prediction against the declared inputs of a model. Undeclared inputs are accepted.
 */
public final class InputValidator {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.");

    private InputValidator() {}

    public static void check(Collection<InputField> fields, Map<String, Object> input, Violations violations) {
        for (InputField field : fields) {
            if (input.containsKey(field.name())) {
                checkValue(field, input.get(field.name()), violations);
            } else if (field.required()) {
                violations.missing("input", field.name());
            }
        }
    }

    private static void checkValue(InputField field, @Nullable Object value, Violations violations) {
        String path = "input." + field.name();
        if (!checkType(field.type(), path, value, violations)) {
            return;
        }
        InputType items = field.items();
        if (items != null && value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                checkType(items, path + "." + i, list.get(i), violations);
            }
        }
        if (value instanceof Number number) {
            checkRange(field, number.doubleValue(), violations);
        }
        if (!field.choices().isEmpty() && !field.choices().contains(value)) {
            String allowed =
                    field.choices().stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
            violations.add(path, "enum", path + " must be one of the following: " + allowed);
        }
    }

    private static boolean checkType(InputType type, String path, @Nullable Object value, Violations violations) {
        if (value == null || !accepts(type, value)) {
            violations.wrongType(path, InputField.jsonType(type), value);
            return false;
        }
        if (type == InputType.FILE && !isUri(value.toString())) {
            violations.add(path, "format", "Does not match format 'uri'");
        }
        return true;
    }

    private static boolean accepts(InputType type, Object value) {
        return type == InputType.ANY
                || (type == InputType.NUMBER && value instanceof Number)
                || InputField.jsonType(type).equals(Json.typeOf(value));
    }

    /** Return whether the text begins with a scheme. The rest is not checked, because a data URL can be very long. */
    private static boolean isUri(String text) {
        return SCHEME.matcher(text).lookingAt();
    }

    private static void checkRange(InputField field, double number, Violations violations) {
        String path = "input." + field.name();
        Double minimum = field.minimum();
        Double maximum = field.maximum();
        if (minimum != null && number < minimum) {
            violations.add(path, "number_gte", "Must be greater than or equal to " + format(minimum));
        }
        if (maximum != null && number > maximum) {
            violations.add(path, "number_lte", "Must be less than or equal to " + format(maximum));
        }
    }

    private static String format(double number) {
        return number == (long) number ? Long.toString((long) number) : Double.toString(number);
    }
}
