/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Converts a list of fields, such as {@code name} or {@code age:int}, into a JSON schema.
 */
final class SimpleSchema {

    private SimpleSchema() {}

    static Map<String, Object> of(List<?> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Object field : fields) {
            String[] parts = field.toString().split(":", 2);
            properties.put(parts[0].strip(), type(parts.length == 1 ? "string" : parts[1].strip()));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", new ArrayList<>(properties.keySet()));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> type(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("list") || lower.startsWith("array") || lower.endsWith("[]")) {
            String item = lower.replaceAll("^(list|array)|[\\[\\]<>:]", "");
            return Map.of("type", "array", "items", type(item.isEmpty() ? "string" : item));
        }
        return Map.of(
                "type",
                switch (lower) {
                    case "bool", "boolean" -> "boolean";
                    case "int", "integer" -> "integer";
                    case "float", "number", "num" -> "number";
                    default -> "string";
                });
    }
}
