/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.model.ModelScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object: an instance of a JSON schema, calls of tools, or text.
 *
 * <p>Public clients of the model read {@code json_output} and {@code text}. The names {@code tool_calls} and
 * {@code response_id} are assumptions, because no output with them has been published.
 */
final class StructuredGeneration {

    private static final Duration BOOT = Duration.ofMillis(150);

    private static final Duration WORK = Duration.ofMillis(700);

    private static final String UNWRAPPED =
            "json_schema must have the form {\"format\": {\"type\": \"json_schema\", \"name\": …, \"schema\": …}}";

    private StructuredGeneration() {}

    static void write(ModelInput input, ModelScript script) {
        Conversation conversation = Conversation.read(input);
        Map<String, Object> output;
        try {
            String pictures = Vision.describe(conversation.images(), script);
            output = output(conversation, pictures, schema(input), Tool.read(input.list("tools")));
        } catch (IllegalArgumentException ex) {
            script.boot(BOOT).fail(String.valueOf(ex.getMessage()));
            return;
        }
        script.boot(BOOT).pause(WORK);
        String text = String.valueOf(output.get("text"));
        output.put(
                "response_id", "resp_" + VersionId.of(conversation.toString()).substring(0, 48));
        script.outputValue(output)
                .metric("input_token_count", conversation.tokens())
                .metric("output_token_count", Tokens.of(text).size())
                .succeed();
    }

    private static Map<String, Object> output(
            Conversation conversation, String pictures, @Nullable Map<String, Object> schema, List<Tool> tools) {
        Map<String, Object> output = new LinkedHashMap<>();
        PromptWords prompt = PromptWords.of(conversation.prompt());
        Tool tool = conversation.toolOutput() == null ? Tool.choose(tools, prompt) : null;
        if (tool != null) {
            output.put("text", "");
            String callId = "call_" + VersionId.of(tool.name() + prompt.text()).substring(0, 24);
            output.put("tool_calls", List.of(tool.call(prompt, callId)));
        } else if (schema != null) {
            Object instance = new JsonInstance(schema, prompt, 0).create();
            output.put("json_output", instance == null ? Map.of() : instance);
            output.put("text", instance == null ? "null" : new String(Json.write(instance), StandardCharsets.UTF_8));
        } else {
            output.put("text", TextGeneration.reply(conversation, pictures));
        }
        return output;
    }

    private static @Nullable Map<String, Object> schema(ModelInput input) {
        if (!input.has("json_schema")) {
            return input.list("simple_schema").isEmpty() ? null : SimpleSchema.of(input.list("simple_schema"));
        }
        Map<String, Object> format =
                SchemaNode.map(SchemaNode.map(input.get("json_schema")).get("format"));
        Map<String, Object> schema = SchemaNode.map(format.get("schema"));
        if (schema.isEmpty()) {
            throw new IllegalArgumentException(UNWRAPPED);
        }
        String violation = StrictSchema.check(String.valueOf(format.get("name")), schema);
        if (violation != null) {
            throw new IllegalArgumentException(violation);
        }
        return schema;
    }
}
