/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.language;

import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function that a language model can call.
 *
 * @param parameters the JSON schema of the arguments
 */
record Tool(String name, String description, Map<String, Object> parameters) {

    private static final int STEM = 5;

    /** Read the functions among the given tools, with their fields at the top level or within {@code function}. */
    static List<Tool> read(List<?> tools) {
        List<Tool> read = new ArrayList<>();
        for (Object tool : tools) {
            Map<String, Object> fields = SchemaNode.map(tool);
            fields = fields.containsKey("function") ? SchemaNode.map(fields.get("function")) : fields;
            if (fields.get("name") instanceof String name) {
                Object description = fields.get("description");
                read.add(new Tool(
                        name,
                        description == null ? "" : description.toString(),
                        SchemaNode.map(fields.get("parameters"))));
            }
        }
        return read;
    }

    /** Choose the tool whose name and description share the most words with the prompt, or null if none does. */
    static @Nullable Tool choose(List<Tool> tools, PromptWords prompt) {
        Tool best = null;
        int most = 0;
        for (Tool tool : tools) {
            int shared = tool.countShared(prompt);
            if (shared > most) {
                best = tool;
                most = shared;
            }
        }
        return best;
    }

    /** Count shared words; a word of the name counts twice. The beginnings of words are compared. */
    private int countShared(PromptWords prompt) {
        Set<String> asked = stems(prompt.text());
        Set<String> names = stems(this.name.replaceAll("(?<=[a-z])(?=[A-Z])|[_-]", " "));
        Set<String> others = stems(this.description);
        names.retainAll(asked);
        others.retainAll(asked);
        return 2 * names.size() + others.size();
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        PromptWords.words(text).forEach(word -> stems.add(word.substring(0, Math.min(STEM, word.length()))));
        return stems;
    }

    /** Return a call with arguments from the prompt, in the format of OpenAI's Responses API. */
    Map<String, Object> call(PromptWords prompt, String callId) {
        Object arguments = this.parameters.isEmpty() ? Map.of() : new JsonInstance(this.parameters, prompt, 0).create();
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("type", "function_call");
        call.put("call_id", callId);
        call.put("name", this.name);
        call.put("arguments", new String(Json.write(arguments == null ? Map.of() : arguments), StandardCharsets.UTF_8));
        return call;
    }
}
