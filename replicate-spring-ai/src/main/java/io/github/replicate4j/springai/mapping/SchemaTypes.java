/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads types in JSON schemas, whose references are resolved. */
final class SchemaTypes {

    private static final int MAX_DEPTH = 10;

    private SchemaTypes() {}

    /** Return a schema together with those that it is composed of: an enumeration is within {@code allOf}. */
    static Map<?, ?> effective(Map<?, ?> schema) {
        Map<Object, Object> effective = new LinkedHashMap<>();
        collect(schema, effective, 0);
        return effective;
    }

    private static void collect(Map<?, ?> schema, Map<Object, Object> target, int depth) {
        schema.forEach(target::putIfAbsent);
        if (depth < MAX_DEPTH) {
            for (String composition : List.of("allOf", "anyOf", "oneOf")) {
                if (schema.get(composition) instanceof List<?> parts) {
                    parts.stream()
                            .map(SchemaTypes::map)
                            .filter(part -> !"null".equals(part.get("type")))
                            .forEach(part -> collect(part, target, depth + 1));
                }
            }
        }
        if (target.get("type") instanceof List<?> types) {
            types.stream().filter(type -> !"null".equals(type)).findFirst().ifPresent(type -> target.put("type", type));
        }
    }

    /** Return a value as a schema; an empty one if it is none. */
    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
