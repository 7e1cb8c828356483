/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for single values of an input. */
public final class ValueRules {

    /** Removing the zeros of a number with many digits takes long. */
    private static final int MAX_BITS = 10_000;

    private ValueRules() {}

    /** Return whether a value is a file, because an encoded input contains no other values than those of JSON and files. */
    static boolean isFile(Object value) {
        return !(value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof List<?>
                || value instanceof Map<?, ?>);
    }

    static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number number) {
            return isInteger(number) ? "integer" : "number";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof List<?>) {
            return "list";
        }
        return value instanceof Map<?, ?> ? "object" : "file";
    }

    /** In JSON, {@code 30.0} is an integer. */
    static boolean isInteger(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof BigInteger) {
            return true;
        }
        BigDecimal decimal = decimal(number);
        return decimal != null
                && (decimal.scale() <= 0
                        || decimal.unscaledValue().bitLength() > MAX_BITS
                        || decimal.stripTrailingZeros().scale() <= 0);
    }

    static boolean inRange(SchemaType type, Number number) {
        BigDecimal value = decimal(number);
        return value == null
                || isAtLeast(value, type.minimum(), 0)
                        && isAtLeast(value, type.exclusiveMinimum(), 1)
                        && isAtMost(value, type.maximum(), 0)
                        && isAtMost(value, type.exclusiveMaximum(), -1);
    }

    private static boolean isAtLeast(BigDecimal value, @Nullable BigDecimal limit, int comparison) {
        return limit == null || value.compareTo(limit) >= comparison;
    }

    private static boolean isAtMost(BigDecimal value, @Nullable BigDecimal limit, int comparison) {
        return limit == null || value.compareTo(limit) <= comparison;
    }

    private static @Nullable BigDecimal decimal(Number number) {
        try {
            return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    /** Return whether a value is one of the choices. A file is sent as a text that is not known yet. */
    static boolean isChoice(List<Object> choices, Object value) {
        return choices.isEmpty() || isFile(value) || choices.stream().anyMatch(choice -> isEqual(choice, value));
    }

    /** Return whether values of JSON are equal: {@code 1} and {@code 1.0} are. */
    public static boolean isEqual(Object choice, Object value) {
        if (choice instanceof Number number && value instanceof Number other) {
            BigDecimal left = decimal(number);
            BigDecimal right = decimal(other);
            return left != null && right != null && left.compareTo(right) == 0;
        }
        return choice.equals(value);
    }

    static boolean hasLength(@Nullable Long minimum, @Nullable Long maximum, String text) {
        return minimum == null && maximum == null || hasSize(minimum, maximum, text.codePointCount(0, text.length()));
    }

    static boolean hasSize(@Nullable Long minimum, @Nullable Long maximum, int size) {
        return (minimum == null || size >= minimum) && (maximum == null || size <= maximum);
    }
}
