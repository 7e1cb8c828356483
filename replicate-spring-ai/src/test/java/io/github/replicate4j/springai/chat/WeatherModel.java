/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.chat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that calls a weather function for the cities of a question, in the format of {@code openai/gpt-5-structured}. */
final class WeatherModel {

    static final String NAME = "openai/gpt-5-structured";

    private static final List<String> CITIES = List.of("San Francisco", "Tokyo", "Paris");

    private WeatherModel() {}

    static void addTo(ReplicateEmulator emulator) {
        emulator.model(NAME)
                .respond((input, script) -> script.outputValue(output(input)).metric("output_token_count", 3));
    }

    private static Map<String, Object> output(Map<String, Object> input) {
        List<Map<String, Object>> items = items(input.get("input_item_list"));
        List<String> results = items.stream()
                .filter(item -> "function_call_output".equals(item.get("type")))
                .map(item -> item.get("output").toString())
                .toList();
        if (!results.isEmpty()) {
            return Map.of("text", "It is " + String.join(", ", results));
        }
        String question = input.get("prompt") == null
                ? items.toString()
                : input.get("prompt").toString();
        List<Object> calls = new ArrayList<>();
        if (input.get("tools") != null) {
            for (String city : CITIES) {
                if (question.contains(city)) {
                    calls.add(Map.of(
                            "type",
                            "function_call",
                            "call_id",
                            "call_" + city.charAt(0),
                            "name",
                            "getCurrentWeather",
                            "arguments",
                            "{\"location\": \"" + city + "\", \"lat\": 0, \"lon\": 0, \"unit\": \"C\"}"));
                }
            }
        }
        return calls.isEmpty() ? Map.of("text", "I do not know") : Map.of("text", "", "tool_calls", calls);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Object items) {
        return items == null ? List.of() : (List<Map<String, Object>>) items;
    }
}
