/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules for schemas of structured output: each object lists all of its properties as required and allows no others.
 */
final class StrictSchema {

    private static final int MAX_DEPTH = 64;

    private StrictSchema() {}

    /** Return a message if a schema breaks the rules, or null. */
    static @Nullable String check(String name, Map<String, Object> schema) {
        String violation = check(schema, "", 0);
        return violation == null ? null : "Invalid schema for response_format '" + name + "': " + violation;
    }

    private static @Nullable String check(Map<String, Object> schema, String context, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        Map<String, Object> properties = SchemaNode.map(schema.get("properties"));
        if ("object".equals(schema.get("type")) || !properties.isEmpty()) {
            if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                return "In context=(" + context
                        + "), 'additionalProperties' is required to be supplied and to be false.";
            }
            for (String property : properties.keySet()) {
                if (!new SchemaNode(schema, schema).required().contains(property)) {
                    return "In context=(" + context + "), 'required' is required to be supplied and to be an array"
                            + " including every key in properties. Missing '" + property + "'.";
                }
            }
        }
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            String inner = join(context, "'properties', '" + property.getKey() + "'");
            String violation = check(SchemaNode.map(property.getValue()), inner, depth + 1);
            if (violation != null) {
                return violation;
            }
        }
        Map<String, Object> items = SchemaNode.map(schema.get("items"));
        return items.isEmpty() ? null : check(items, join(context, "'items'"), depth + 1);
    }

    private static String join(String context, String part) {
        return context.isEmpty() ? part : context + ", " + part;
    }
}
