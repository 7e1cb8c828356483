/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
