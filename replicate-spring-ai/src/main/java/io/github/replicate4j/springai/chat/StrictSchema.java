/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a JSON schema to the strict form that models require for structured output: each object requires all of its properties
 * and allows no others, and references are resolved.
 */
final class StrictSchema {

    private static final Set<String> UNSUPPORTED = Set.of("oneOf", "anyOf", "allOf", "uniqueItems");

    private static final Set<String> METADATA = Set.of("$schema", "$id", "$defs", "definitions");

    private static final int MAX_DEPTH = 50;

    private final Map<?, ?> document;

    StrictSchema(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * Convert the schema.
     *
     * @throws IllegalArgumentException if it uses something that models do not take
     */
    Map<String, Object> convert() {
        return convert(this.document, 0);
    }

    private Map<String, Object> convert(Map<?, ?> schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "The schema for structured output is recursive, which the model does not take");
        }
        if (schema.get("$ref") instanceof String reference) {
            return convert(resolve(reference, schema), depth + 1);
        }
        Map<String, Object> strict = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String name = key.toString();
            if (UNSUPPORTED.contains(name)) {
                throw new IllegalArgumentException("The schema for structured output uses " + name
                        + ", which the model does not take. Change the type, or use the instructions in the prompt"
                        + " instead of the model's own structured output.");
            }
            if (!METADATA.contains(name)) {
                strict.put(name, name.equals("properties") ? value : convertValue(value, depth));
            }
        });
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> converted = new LinkedHashMap<>();
            properties.forEach((name, value) -> converted.put(name.toString(), convertValue(value, depth)));
            strict.put("properties", converted);
            strict.put("required", List.copyOf(converted.keySet()));
            strict.put("additionalProperties", false);
        }
        return strict;
    }

    private Object convertValue(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return convert(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            List<Object> converted = new ArrayList<>();
            list.forEach(item -> converted.add(convertValue(item, depth + 1)));
            return converted;
        }
        return value;
    }

    /** Return what a reference refers to, with the keywords next to the reference, such as a description. */
    private Map<?, ?> resolve(String reference, Map<?, ?> referring) {
        Map<Object, Object> resolved = new LinkedHashMap<>(resolve(reference));
        referring.forEach((name, value) -> {
            if (!name.equals("$ref")) {
                resolved.merge(name, value, (base, own) -> name.equals("properties") ? union(base, own) : own);
            }
        });
        return resolved;
    }

    private static Object union(Object base, Object own) {
        if (!(base instanceof Map<?, ?> first) || !(own instanceof Map<?, ?> second)) {
            return own;
        }
        Map<Object, Object> union = new LinkedHashMap<>(first);
        union.putAll(second);
        return union;
    }

    private Map<?, ?> resolve(String reference) {
        @Nullable Object target = this.document;
        if (!reference.equals("#")) {
            for (String name : reference.replaceFirst("^#/", "").split("/")) {
                target = target instanceof Map<?, ?> map ? map.get(name) : null;
            }
        }
        if (target instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("The schema for structured output has an unknown reference " + reference);
    }
}
