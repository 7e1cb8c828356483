/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts values to the types of inputs. */
final class InputValues {

    private InputValues() {}

    static Object convert(ModelDescription model, InputField field, String option, Object value) {
        if (field.list()) {
            List<?> items = value instanceof List<?> list ? list : List.of(value);
            checkCount(model, field, option, items.size(), field.maxItems());
            return items.stream()
                    .map(item -> convertItem(model, field, option, item))
                    .toList();
        }
        if (value instanceof List<?> items && field.kind() != InputField.Kind.ANY) {
            checkCount(model, field, option, items.size(), 1);
            return convertItem(model, field, option, items.get(0));
        }
        return convertItem(model, field, option, value);
    }

    /** Convert text for a number or a boolean, also in a list; other text, or text that is neither, stays as it is. */
    static @Nullable Object ofTexts(InputField field, @Nullable Object value) {
        if (field.list() && value instanceof List<?> items) {
            List<@Nullable Object> converted = new ArrayList<>();
            items.forEach(item -> converted.add(item instanceof String text ? ofText(field, text) : item));
            return Collections.unmodifiableList(converted);
        }
        return !field.list() && value instanceof String text ? ofText(field, text) : value;
    }

    private static Object ofText(InputField field, String text) {
        try {
            return switch (field.kind()) {
                case INTEGER -> Long.valueOf(text.strip());
                case NUMBER -> new BigDecimal(text.strip());
                case BOOLEAN -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : text;
                default -> text;
            };
        } catch (NumberFormatException ex) {
            return text;
        }
    }

    private static void checkCount(
            ModelDescription model, InputField field, String option, int count, @Nullable Integer max) {
        if (max != null && count > max) {
            throw new IllegalArgumentException(model.model() + " takes " + (max == 1 ? "one value" : max + " values")
                    + " for " + option + " in its input " + field.name() + ", but there are " + count + ".");
        }
    }

    private static Object convertItem(ModelDescription model, InputField field, String option, Object value) {
        if (!field.choices().isEmpty()) {
            Object choice = field.choice(value);
            if (choice == null) {
                throw new IllegalArgumentException(model.model() + " does not take " + option + " " + value
                        + ". The choices of its input " + field.name() + " are "
                        + field.choices().stream().map(Object::toString).collect(Collectors.joining(", ")) + ".");
            }
            return choice;
        }
        return value instanceof Number number ? convertNumber(model, field, option, number) : value;
    }

    private static Object convertNumber(ModelDescription model, InputField field, String option, Number value) {
        BigDecimal number = new BigDecimal(value.toString());
        boolean tooLow = field.minimum() != null && number.compareTo(field.minimum()) < 0;
        boolean tooHigh = field.maximum() != null && number.compareTo(field.maximum()) > 0;
        if (tooLow || tooHigh) {
            throw new IllegalArgumentException(model.model() + " does not take " + option + " " + value + ": its input "
                    + field.name() + " must be " + range(field) + ".");
        }
        if (field.kind() == InputField.Kind.TEXT) {
            return value.toString();
        }
        if (field.kind() != InputField.Kind.INTEGER) {
            return value;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException ex) {
            throw new IllegalArgumentException(
                    model.model() + " does not take " + option + " " + value + ": its input " + field.name()
                            + " must be a whole number.",
                    ex);
        }
    }

    private static String range(InputField field) {
        if (field.minimum() == null) {
            return "at most " + field.maximum();
        }
        return field.maximum() == null
                ? "at least " + field.minimum()
                : "from " + field.minimum() + " to " + field.maximum();
    }
}
