/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Searches public models, and sorts them by the number of matching words.
 */
final class ModelSearch {

    private ModelSearch() {}

    static List<ModelDefinition> of(ModelRegistry models, String text) {
        List<String> words = words(text);
        Comparator<ModelDefinition> byMatches = Comparator.comparingInt(model -> score(model, words));
        return models.all().stream()
                .filter(model -> !model.card().isPrivate())
                .filter(model -> words.isEmpty() || score(model, words) > 0)
                .sorted(byMatches.reversed())
                .toList();
    }

    static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    static int score(ModelDefinition model, List<String> words) {
        return model.card().countMatches(model.name(), words);
    }

    /**
     * Return the query in the body of {@code models.search}. As documented it is plain text, but official clients send a JSON
     * string.
     */
    static String query(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            String unquoted = Json.readString(text);
            return unquoted == null ? text : unquoted.strip();
        }
        return text;
    }
}
