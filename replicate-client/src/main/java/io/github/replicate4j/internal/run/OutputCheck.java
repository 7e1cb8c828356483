/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.schema.SchemaDocument;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Checks before a run whether the output that the schema of a model declares fits a Java type: otherwise the conversion would
 * fail only after the model ran and was billed. Types and schemas that it does not know fit, and so do very large schemas. One
 * instance makes one check.
 */
final class OutputCheck {

    private static final int MAX_DEPTH = 20;

    /** Alternatives within alternatives can expand a small schema without bound. */
    private static final int MAX_NODES = 1_000;

    private final SchemaDocument schema;

    private int nodes;

    OutputCheck(SchemaDocument schema) {
        this.schema = schema;
    }

    /** @throws IllegalStateException if the output of the model does not fit the type */
    void check(String model, Type type) {
        String mismatch = mismatch(type);
        if (mismatch != null) {
            throw new IllegalStateException(model + " was not run: according to its schema, " + mismatch
                    + ". Declare another result type, such as String or Output.");
        }
    }

    /** Return why the output does not fit a type, or {@code null} if it fits. */
    @Nullable
    String mismatch(Type type) {
        Map<?, ?> output = this.schema.output();
        if (output == null || fits(ResolvableType.forType(type), output, 0)) {
            return null;
        }
        Map<?, ?> declared = this.schema.dereference(output);
        return "its output " + description(declared == null ? null : declared.get("type")) + "does not fit "
                + type.getTypeName();
    }

    /** Use the words of the validation of inputs. */
    private static String description(@Nullable Object type) {
        return switch (String.valueOf(type)) {
            case "string" -> "is a string, which ";
            case "integer" -> "is an integer, which ";
            case "number" -> "is a number, which ";
            case "boolean" -> "is true or false, which ";
            case "array" -> "is a list, which ";
            case "object" -> "is an object, which ";
            default -> "";
        };
    }

    private boolean fits(ResolvableType type, @Nullable Object declared, int depth) {
        return any(declared, depth, (output, level) -> fitsOne(type, output, level));
    }

    /** Return whether a schema, or one of its alternatives, passes a test. */
    private boolean any(@Nullable Object declared, int depth, BiPredicate<Map<?, ?>, Integer> test) {
        Map<?, ?> output = declared instanceof Map<?, ?> map ? this.schema.dereference(map) : null;
        if (output == null || depth > MAX_DEPTH || ++this.nodes > MAX_NODES) {
            return true;
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (output.get(keyword) instanceof List<?> alternatives) {
                return alternatives.stream().anyMatch(each -> any(each, depth + 1, test));
            }
        }
        return test.test(output, depth);
    }

    private boolean fitsOne(ResolvableType type, Map<?, ?> output, int depth) {
        Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
        if (isList(target)) {
            ResolvableType item = type.isArray() ? type.getComponentType() : type.getGeneric(0);
            return fits(item, "array".equals(output.get("type")) ? output.get("items") : output, depth + 1);
        }
        return switch (String.valueOf(output.get("type"))) {
            case "string" -> !isNumber(target) && !isObject(target);
            case "integer", "number", "boolean" -> !isFile(target) && !isObject(target);
            case "array" -> fitsList(target, output.get("items"), depth);
            case "object" -> target != String.class && !isNumber(target);
            default -> true;
        };
    }

    /** A list of strings fits a string, to which it is joined, and a list with one file fits a file. */
    private boolean fitsList(Class<?> target, @Nullable Object items, int depth) {
        if (target == String.class) {
            return any(items, depth + 1, (item, level) -> mayBeString(item));
        }
        return isFile(target)
                ? fits(ResolvableType.forClass(target), items, depth + 1)
                : !isNumber(target) && !isObject(target);
    }

    private static boolean mayBeString(Map<?, ?> schema) {
        return !(schema.get("type") instanceof String type) || type.equals("string");
    }

    /** Return whether a type is read from a JSON array. A record or a JSON tree is not, even if it is {@link Iterable}. */
    static boolean isList(Class<?> type) {
        return type == Iterable.class || Collection.class.isAssignableFrom(type) || type.isArray();
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type == Boolean.class;
    }

    private static boolean isFile(Class<?> type) {
        return type == FileOutput.class || type == AsyncFileOutput.class;
    }

    /** Return whether a type is read from a JSON object only. */
    private static boolean isObject(Class<?> type) {
        return Map.class.isAssignableFrom(type) || type.isRecord() && !hasOwnDeserializer(type);
    }

    private static boolean hasOwnDeserializer(Class<?> type) {
        Stream<AnnotatedElement> creators =
                Stream.concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()));
        return type.isAnnotationPresent(JsonDeserialize.class)
                || creators.anyMatch(creator -> creator.isAnnotationPresent(JsonCreator.class));
    }
}
