/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.springai.mapping.InputField;
import io.github.replicate4j.springai.mapping.InputMapping;
import io.github.replicate4j.springai.mapping.ModelDescription;
import io.github.replicate4j.springai.mapping.UnsupportedOptions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a chat model, so that it can correct them before anything is created. */
final class ToolArguments {

    private final ModelDescription model;

    private final InputMapping input;

    private final List<String> problems = new ArrayList<>();

    private ToolArguments(ModelDescription model) {
        this.model = model;
        this.input = new InputMapping(model, UnsupportedOptions.FAIL);
    }

    /**
     * Return the input for the arguments.
     *
     * @throws IllegalArgumentException if the model does not take them; the message names all problems
     */
    static Map<String, @Nullable Object> read(String json, ReplicateTool tool, ModelDescription model) {
        ToolArguments arguments = new ToolArguments(model);
        parse(json).forEach((name, value) -> {
            if (value != null) {
                arguments.put(name, value, tool);
            }
        });
        Map<String, @Nullable Object> input = new LinkedHashMap<>(arguments.input.build(Map.of()));
        input.putAll(tool.fixed());
        model.fields().values().stream()
                .filter(field -> field.required() && !input.containsKey(field.name()))
                .filter(field ->
                        arguments.problems.stream().noneMatch(problem -> problem.startsWith(field.name() + " ")))
                .forEach(field -> arguments.problems.add(field.name() + " is required."));
        if (!arguments.problems.isEmpty()) {
            throw new IllegalArgumentException("Invalid arguments; nothing was run. "
                    + String.join(" ", arguments.problems) + " The arguments are "
                    + String.join(
                            ", ",
                            model.fields().keySet().stream()
                                    .filter(tool::isArgument)
                                    .toList())
                    + ".");
        }
        return input;
    }

    private static Map<String, @Nullable Object> parse(String json) {
        if (json.isBlank() || json.strip().equals("null")) {
            return Map.of();
        }
        Object value;
        try {
            value = Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
        } catch (UnreadableJsonException ex) {
            throw new IllegalArgumentException("The arguments are not valid JSON; nothing was run.", ex);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The arguments must be a JSON object; nothing was run.");
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        map.forEach((name, argument) -> arguments.put(name.toString(), argument));
        return arguments;
    }

    private void put(String name, Object value, ReplicateTool tool) {
        InputField field = this.model.fields().get(name);
        if (field == null || !tool.isArgument(name)) {
            this.problems.add(name + " is not an argument.");
            return;
        }
        if (value instanceof List<?> && !field.list() && field.kind() != InputField.Kind.ANY) {
            this.problems.add(name + " must not be a list.");
            return;
        }
        Object converted = value;
        if (value instanceof List<?> items) {
            converted = items.stream()
                    .filter(item -> item != null)
                    .map(item -> convert(name, field, item))
                    .toList();
        } else {
            converted = convert(name, field, value);
        }
        try {
            this.input.put(field, name, converted);
        } catch (IllegalArgumentException ex) {
            this.problems.add(name + " is invalid: " + ex.getMessage());
        }
    }

    /** Return the value with the type of the input. Text that contains a number is a number. */
    private Object convert(String name, InputField field, Object value) {
        String expected = switch (field.kind()) {
            case TEXT -> value instanceof Map ? "a string" : null;
            case FILE -> isFile(value) ? null : "the URL of a file, beginning with https:, http: or data:";
            case INTEGER, NUMBER -> number(value) == null ? "a number" : null;
            case BOOLEAN ->
                value instanceof Boolean || List.of("true", "false").contains(value) ? null : "true or false";
            case OBJECT -> value instanceof Map ? null : "an object";
            case ANY -> null;
        };
        if (expected != null) {
            this.problems.add(name + " must be " + expected + ".");
            return value;
        }
        BigDecimal number = number(value);
        return switch (field.kind()) {
            case TEXT -> value.toString();
            case INTEGER, NUMBER -> number == null ? value : number;
            case BOOLEAN -> Boolean.valueOf(value.toString());
            default -> value;
        };
    }

    private static @Nullable BigDecimal number(Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            return null;
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException ex) {
            return null;
        }
    }

    /** Other schemes cannot be read by Replicate, and the path of a local file must not be sent. */
    private static boolean isFile(Object value) {
        String text = value.toString().toLowerCase(Locale.ROOT);
        return value instanceof String
                && (text.startsWith("https://") || text.startsWith("http://") || text.startsWith("data:"));
    }
}
