/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.internal.support.ShortText;
import io.github.replicate4j.schema.SchemaType;
import io.github.replicate4j.schema.SchemaType.Kind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes for messages and documentation what a type accepts. The names and choices are those of the schema, and are shortened. */
public final class Description {

    private static final int MAX_NAMES = 30;

    private static final int MAX_ALTERNATIVES = 5;

    private static final int MAX_LENGTH = 60;

    private static final int MAX_DEPTH = 3;

    private Description() {}

    /** Return what a type accepts, such as {@code an integer of at least 1}. */
    public static String of(SchemaType type) {
        return of(type, 0);
    }

    private static String of(SchemaType type, int depth) {
        if (!type.choices().isEmpty()) {
            return "one of " + list(type.choices());
        }
        List<SchemaType> alternatives = type.alternatives();
        if (!alternatives.isEmpty() && type.kind() == Kind.ANY) {
            return depth >= MAX_DEPTH
                    ? "another value"
                    : alternatives.stream()
                            .limit(MAX_ALTERNATIVES)
                            .map(each -> of(each, depth + 1))
                            .distinct()
                            .collect(Collectors.joining(" or "));
        }
        return switch (type.kind()) {
            case STRING -> string(type);
            case INTEGER -> "an integer" + inRange(type);
            case NUMBER -> "a number" + inRange(type);
            case BOOLEAN -> "true or false";
            case ARRAY -> array(type, depth);
            case OBJECT -> "an object";
            case ANY -> "any value";
        };
    }

    private static String string(SchemaType type) {
        if (type.isFile()) {
            return "a file, or its http, https or data URL";
        }
        String format = type.format() == null ? "" : " in the format " + printable(type.format());
        return "a string" + format + limits(type.minLength(), type.maxLength(), "characters");
    }

    private static String array(SchemaType type, int depth) {
        SchemaType items = type.items();
        String values = items == null
                        || depth >= MAX_DEPTH
                        || items.kind() == Kind.ANY && items.choices().isEmpty()
                ? ""
                : ", in which each item is " + of(items, depth + 1);
        return "a list" + limits(type.minItems(), type.maxItems(), "items") + values;
    }

    private static String limits(@Nullable Long minimum, @Nullable Long maximum, String unit) {
        if (minimum != null && minimum > 0) {
            return maximum == null
                    ? " of at least " + minimum + " " + unit
                    : " of " + minimum + " to " + maximum + " " + unit;
        }
        return maximum == null ? "" : " of at most " + maximum + " " + unit;
    }

    private static String inRange(SchemaType type) {
        String range = range(type);
        if (range.isEmpty()) {
            return "";
        }
        return (range.startsWith("at ") ? " of " : " ") + range;
    }

    /** Return the range of numbers, such as {@code from 1 to 4} or {@code at least 1}; empty if it is not limited. */
    public static String range(SchemaType type) {
        if (type.minimum() != null && type.maximum() != null) {
            return "from " + number(type.minimum()) + " to " + number(type.maximum());
        }
        String lower = type.minimum() != null
                ? "at least " + number(type.minimum())
                : type.exclusiveMinimum() != null ? "greater than " + number(type.exclusiveMinimum()) : "";
        String upper = type.maximum() != null
                ? "at most " + number(type.maximum())
                : type.exclusiveMaximum() != null ? "less than " + number(type.exclusiveMaximum()) : "";
        return lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
    }

    /** Return a number without an exponent, unless it has many zeros. */
    public static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return Math.abs((long) plain.scale()) > 20 ? plain.toString() : plain.toPlainString();
    }

    /** Return the first names or choices, separated by commas. */
    public static String list(Collection<?> values) {
        String first =
                values.stream().limit(MAX_NAMES).map(Description::printable).collect(Collectors.joining(", "));
        return values.size() > MAX_NAMES ? first + " and " + (values.size() - MAX_NAMES) + " more" : first;
    }

    /** Return a text of limited length without control characters and without characters that change its direction. */
    public static String printable(Object value) {
        return ShortText.of(value.toString(), MAX_LENGTH).replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
