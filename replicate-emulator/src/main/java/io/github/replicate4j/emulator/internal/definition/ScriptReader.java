/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.model.ModelScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of steps.
 */
final class ScriptReader {

    /** All steps. Each is an object whose first field is the name of the step. */
    static final List<String> STEPS = List.of(
            "boot",
            "pause",
            "log",
            "output",
            "output_value",
            "output_file",
            "output_single_file",
            "tokens",
            "tool_calls",
            "metric",
            "succeed",
            "fail",
            "hang");

    private static final Set<String> LAST = Set.of("succeed", "fail", "hang");

    private static final Set<String> ITEMS = Set.of("output", "output_file", "tokens");

    private static final Set<String> VALUES = Set.of("output_value", "output_single_file", "tool_calls");

    private @Nullable String last;

    private @Nullable String output;

    private int count;

    private ScriptReader() {}

    /** Read the steps in a field, or return null if there is no such field. */
    static @Nullable DefinedScript read(FieldReader json, String field) {
        List<FieldReader> items = json.list(field);
        if (items == null) {
            return null;
        }
        ScriptReader reader = new ScriptReader();
        List<BiConsumer<Map<String, Object>, ModelScript>> steps = new ArrayList<>();
        List<Object> source = new ArrayList<>();
        for (FieldReader item : items) {
            BiConsumer<Map<String, Object>, ModelScript> step = reader.step(item);
            item.finish();
            source.add(item.plain());
            if (step != null) {
                steps.add(step);
            }
        }
        return new DefinedScript(source, List.copyOf(steps));
    }

    private @Nullable BiConsumer<Map<String, Object>, ModelScript> step(FieldReader json) {
        List<String> names = json.present(STEPS.toArray(String[]::new));
        if (names.isEmpty()) {
            json.mistake("", "is not a step: the steps are " + String.join(", ", STEPS));
            json.names().forEach(json::has);
            return null;
        }
        if (!json.atMostOne(names.toArray(String[]::new))) {
            json.names().forEach(json::has);
            return null;
        }
        String name = names.get(0);
        checkOrder(name, json);
        return read(name, json);
    }

    private void checkOrder(String name, FieldReader json) {
        if (this.last != null) {
            json.mistake(name, "comes after " + this.last + ", which ends the script");
        }
        if (name.equals("boot") && this.count > 0) {
            json.mistake(name, "must be the first step: use pause to let time pass later");
        }
        if (LAST.contains(name)) {
            this.last = name;
        }
        if (ITEMS.contains(name) || VALUES.contains(name)) {
            if (this.output != null && (VALUES.contains(name) != VALUES.contains(this.output))) {
                json.mistake(
                        name,
                        "contradicts the step " + this.output + ": the output is either a list of items or one value");
            }
            this.output = name;
        }
        this.count++;
    }

    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> read(String name, FieldReader json) {
        return switch (name) {
            case "boot" -> time(json.duration(name), ModelScript::boot);
            case "pause" -> time(json.duration(name), ModelScript::pause);
            case "log" -> text(json.string(name), ModelScript::log);
            case "fail" -> text(json.string(name), ModelScript::fail);
            case "output" -> output(json);
            case "output_value" -> outputValue(new Template(json.any(name)));
            case "output_file" -> OutputFileReader.read(json, name, true);
            case "output_single_file" -> OutputFileReader.read(json, name, false);
            case "tokens" -> tokens(json);
            case "tool_calls" -> toolCalls(json);
            case "metric" -> metric(json);
            case "hang" -> json.marker(name) ? (input, script) -> script.hang() : null;
            default -> json.marker(name) ? (input, script) -> script.succeed() : null;
        };
    }

    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> time(
            @Nullable Duration time, BiConsumer<ModelScript, Duration> step) {
        return time == null ? null : (input, script) -> step.accept(script, time);
    }

    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> text(
            @Nullable String text, BiConsumer<ModelScript, String> step) {
        Template template = new Template(text);
        return text == null ? null : (input, script) -> step.accept(script, template.text(input));
    }

    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> output(FieldReader json) {
        Object item = json.any("output");
        if (item == null) {
            json.mistake("output", "must not be null: an item of the output is a value");
            return null;
        }
        Template template = new Template(item);
        return (input, script) -> {
            Object value = template.apply(input);
            script.output(value == null ? "" : value);
        };
    }

    private static BiConsumer<Map<String, Object>, ModelScript> outputValue(Template template) {
        return (input, script) -> script.outputValue(template.apply(input));
    }

    /** Read output tokens: a text that is divided into words, or a list of tokens. */
    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> tokens(FieldReader json) {
        Duration every = json.duration("every");
        List<Template> templates = new ArrayList<>();
        if (json.any("tokens") instanceof List) {
            List<String> tokens = json.strings("tokens");
            if (tokens == null || json.hasMistakes()) {
                return null;
            }
            tokens.forEach(token -> templates.add(new Template(token)));
            return (input, script) -> templates.forEach(token -> token(token.text(input), every, script));
        }
        String text = json.string("tokens");
        Template template = new Template(text);
        return text == null
                ? null
                : (input, script) -> {
                    for (String word : template.text(input).split("(?<=\\s)(?=\\S)")) {
                        token(word, every, script);
                    }
                };
    }

    private static void token(String token, @Nullable Duration every, ModelScript script) {
        if (every != null) {
            script.pause(every);
        }
        script.output(token);
    }

    /** Read tool calls, which become an output in the format of OpenAI's chat completions. */
    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> toolCalls(FieldReader json) {
        List<FieldReader> items = json.list("tool_calls");
        if (items == null) {
            return null;
        }
        List<Map<String, Object>> calls = new ArrayList<>();
        List<Template> arguments = new ArrayList<>();
        for (FieldReader item : items) {
            String name = item.requiredString("name");
            String id = item.string("id");
            Map<String, Object> values = item.map("arguments");
            item.finish();
            arguments.add(new Template(values == null ? Map.of() : values));
            calls.add(Map.of("id", id == null ? "call_" + (calls.size() + 1) : id, "name", name));
        }
        return (input, script) -> {
            List<Object> output = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                output.add(toolCall(calls.get(i), arguments.get(i).apply(input)));
            }
            script.outputValue(Map.of("tool_calls", output));
        };
    }

    private static Map<String, Object> toolCall(Map<String, Object> call, @Nullable Object arguments) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.getOrDefault("name", ""));
        function.put(
                "arguments", new String(Json.write(arguments == null ? Map.of() : arguments), StandardCharsets.UTF_8));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.getOrDefault("id", ""));
        json.put("type", "function");
        json.put("function", function);
        return json;
    }

    private static @Nullable BiConsumer<Map<String, Object>, ModelScript> metric(FieldReader json) {
        FieldReader metric = json.object("metric");
        if (metric == null) {
            return null;
        }
        String name = metric.requiredString("name");
        Object value = metric.any("value");
        if (value == null) {
            metric.mistake("value", "requires the field value");
        }
        metric.finish();
        return value == null ? null : (input, script) -> script.metric(name, value);
    }
}
