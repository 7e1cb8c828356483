/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts the inputs of a model to a JSON schema that the providers of chat models accept: without references, compositions and
 * extensions of OpenAPI.
 */
final class ToolSchema {

    private static final Set<String> COPIED = Set.of(
            "type",
            "description",
            "default",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern");

    private static final int MAX_DEPTH = 10;

    private ToolSchema() {}

    /**
     * Return the schema of the arguments of a tool.
     *
     * @throws IllegalStateException if the model has no inputs, or does not fit the settings of the tool
     */
    static String of(Map<String, ?> openapiSchema, ReplicateTool tool) {
        Map<?, ?> input =
                map(map(map(openapiSchema.get("components")).get("schemas")).get("Input"));
        Map<?, ?> inputs = map(input.get("properties"));
        if (inputs.isEmpty()) {
            throw new IllegalStateException(tool.model() + " cannot be a tool, because its inputs are unknown.");
        }
        Set<String> unknown = new LinkedHashSet<>(tool.namedInputs());
        inputs.keySet().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("The tool " + tool.name() + " names inputs that " + tool.model()
                    + " does not have: " + String.join(", ", unknown) + ". Its inputs are "
                    + String.join(
                            ", ", inputs.keySet().stream().map(Object::toString).toList()) + ".");
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        inputs.forEach((name, schema) -> {
            if (tool.isArgument(name.toString())) {
                properties.put(name.toString(), convert(map(schema), 0));
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required(input, tool));
        schema.put("additionalProperties", false);
        return new String(Json.write(schema), StandardCharsets.UTF_8);
    }

    private static List<String> required(Map<?, ?> input, ReplicateTool tool) {
        List<String> required = new ArrayList<>();
        for (Object each : input.get("required") instanceof List<?> names ? names : List.of()) {
            String name = each.toString();
            if (tool.isArgument(name)) {
                required.add(name);
            } else if (tool.fixed().get(name) == null) {
                throw new IllegalStateException("The tool " + tool.name() + " hides the input " + name + ", which "
                        + tool.model() + " requires. Set a fixed value for it.");
            }
        }
        return required;
    }

    private static Map<String, Object> convert(Map<?, ?> schema, int depth) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        merge(schema, merged, 0);
        Map<String, Object> converted = new LinkedHashMap<>();
        merged.forEach((key, value) -> {
            if (COPIED.contains(key.toString()) && value != null) {
                converted.put(key.toString(), value);
            }
        });
        if ("uri".equals(merged.get("format"))) {
            Object text = converted.get("description");
            converted.put("description", (text == null ? "" : text + " ") + "(the URL of a file)");
        }
        if (merged.get("enum") instanceof List<?> choices) {
            converted.put(
                    "enum", choices.stream().filter(choice -> choice != null).toList());
        }
        if (depth < MAX_DEPTH) {
            if ("array".equals(merged.get("type"))) {
                converted.put("items", convert(map(merged.get("items")), depth + 1));
            }
            if (merged.get("properties") instanceof Map<?, ?> properties) {
                Map<String, Object> nested = new LinkedHashMap<>();
                properties.forEach((name, value) -> nested.put(name.toString(), convert(map(value), depth + 1)));
                converted.put("properties", nested);
                if (merged.get("required") instanceof List<?> required) {
                    converted.put("required", required);
                }
            }
        }
        return converted;
    }

    /** Merge a schema with those that it is composed of. Of alternatives, the first that is not null counts. */
    private static void merge(Map<?, ?> schema, Map<Object, Object> target, int depth) {
        schema.forEach(target::putIfAbsent);
        for (String composition : List.of("allOf", "anyOf", "oneOf")) {
            if (depth < MAX_DEPTH && schema.get(composition) instanceof List<?> parts) {
                parts.stream()
                        .map(ToolSchema::map)
                        .filter(part -> !"null".equals(part.get("type")))
                        .limit(composition.equals("allOf") ? Long.MAX_VALUE : 1)
                        .forEach(part -> merge(part, target, depth + 1));
            }
        }
        if (target.get("type") instanceof List<?> types) {
            target.put(
                    "type",
                    types.stream()
                            .filter(type -> !"null".equals(type))
                            .findFirst()
                            .map(Object.class::cast)
                            .orElse("string"));
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
