/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.contract;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileInput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.json.JsonShape;
import io.github.replicate4j.internal.upload.InputTypes;
import io.github.replicate4j.internal.validation.Description;
import io.github.replicate4j.schema.SchemaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JavaType;

/** Compares a Java type with the type of a field. A type whose JSON is not known fits. */
final class FieldContract {

    private static final int MAX_DEPTH = 10;

    private FieldContract() {}

    /** Return why values of a Java type do not fit, or {@code null} if they fit. */
    static @Nullable String mismatch(JavaType type, SchemaType declared) {
        return mismatch(type, declared, 0);
    }

    private static @Nullable String mismatch(JavaType type, SchemaType declared, int depth) {
        if (depth == MAX_DEPTH) {
            return null;
        }
        if (type.isReferenceType()) {
            return mismatch(type.getContentType(), declared, depth + 1);
        }
        List<SchemaType> alternatives = declared.alternatives();
        if (!alternatives.isEmpty()) {
            boolean fits = alternatives.stream().anyMatch(each -> mismatch(type, each, depth + 1) == null);
            return fits ? null : "is of type " + name(type) + ", but the model accepts " + Description.of(declared);
        }
        Shape shape = Shape.of(type);
        if (shape == Shape.UNKNOWN || declared.kind() == SchemaType.Kind.ANY) {
            return null;
        }
        if (!fits(shape, type, declared)) {
            return "is of type " + name(type) + ", but the model accepts " + Description.of(declared);
        }
        if (shape == Shape.LIST && declared.items() != null) {
            String reason = mismatch(type.getContentType(), declared.items(), depth + 1);
            return reason == null ? null : "has items that do not fit: each " + reason;
        }
        return shape == Shape.ENUM ? constants(type.getRawClass(), declared) : null;
    }

    private static boolean fits(Shape shape, JavaType type, SchemaType declared) {
        return switch (declared.kind()) {
            case STRING -> shape == Shape.TEXT || shape == Shape.ENUM || shape == Shape.FILE && declared.isFile();
            case INTEGER -> shape == Shape.NUMBER && !isFraction(type.getRawClass()) || shape == Shape.ENUM;
            case NUMBER -> shape == Shape.NUMBER || shape == Shape.ENUM;
            case BOOLEAN -> shape == Shape.BOOLEAN;
            case ARRAY -> shape == Shape.LIST;
            case OBJECT -> shape == Shape.MAP;
            case ANY -> true;
        };
    }

    private static boolean isFraction(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return boxed == Double.class || boxed == Float.class || boxed == BigDecimal.class;
    }

    private static @Nullable String constants(Class<?> type, SchemaType declared) {
        List<Object> choices = declared.choices();
        List<Object> others = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            Object value = JsonShape.value(constant);
            boolean known = value == null
                    || choices.stream().anyMatch(choice -> choice.toString().equals(value.toString()));
            if (!known) {
                others.add(value);
            }
        }
        return choices.isEmpty() || others.isEmpty()
                ? null
                : "is of type " + type.getSimpleName() + " with the values " + Description.list(others)
                        + ", but the model accepts " + Description.of(declared);
    }

    private static String name(JavaType type) {
        return type.getRawClass().getSimpleName();
    }

    /** What is known about the JSON of a type. */
    private enum Shape {
        TEXT,
        NUMBER,
        BOOLEAN,
        ENUM,
        LIST,
        MAP,
        FILE,
        UNKNOWN;

        static Shape of(JavaType type) {
            Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(type.getRawClass());
            if (raw == FileInput.class || raw == FileOutput.class || raw == AsyncFileOutput.class) {
                return FILE;
            }
            if (InputTypes.isFile(raw)) {
                return FILE;
            }
            if (CharSequence.class.isAssignableFrom(raw) || raw == Character.class) {
                return TEXT;
            }
            if (Number.class.isAssignableFrom(raw)) {
                return NUMBER;
            }
            if (raw == Boolean.class) {
                return BOOLEAN;
            }
            if (type.isEnumType()) {
                return ENUM;
            }
            if (type.isMapLikeType()) {
                return MAP;
            }
            return type.isCollectionLikeType() || type.isArrayType() && raw != char[].class ? LIST : UNKNOWN;
        }
    }
}
