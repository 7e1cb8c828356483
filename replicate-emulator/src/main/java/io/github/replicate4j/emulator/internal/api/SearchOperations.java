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

import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.ModelCollection;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code search}, which finds models, collections and pages of the documentation.
 */
final class SearchOperations {

    private static final int DEFAULT_LIMIT = 20;

    private static final int MAX_LIMIT = 50;

    private static final Map<String, String> PAGES = Map.of(
            "Run a model and get an image", "/docs/get-started/images",
            "Run a language model and stream text", "/docs/topics/predictions/streaming",
            "Receive webhooks", "/docs/topics/webhooks");

    private final ModelRegistry models;

    private final ModelJson json;

    SearchOperations(ModelRegistry models, EmulatorAddress address) {
        this.models = models;
        this.json = new ModelJson(address);
    }

    ApiResponse search(ReceivedRequest request) {
        String query = request.query("query");
        if (query == null || query.isBlank()) {
            return ApiResponse.json(400, Map.of("detail", "Query parameter \"query\" is required"));
        }
        int limit = limit(request.query("limit"));
        if (limit == 0) {
            return ApiResponse.json(
                    400, Map.of("detail", "Query parameter \"limit\" must be between 1 and " + MAX_LIMIT));
        }
        List<String> words = ModelSearch.words(query);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put(
                "models",
                ModelSearch.of(this.models, query).stream()
                        .limit(limit)
                        .map(model -> hit(model, words))
                        .toList());
        body.put(
                "collections",
                ModelCollection.ALL.stream()
                        .filter(collection -> collection.matches(words))
                        .map(SearchOperations::hit)
                        .toList());
        body.put(
                "pages",
                PAGES.entrySet().stream()
                        .filter(page -> containsAll(page.getKey(), words))
                        .map(page -> Map.of("name", page.getKey(), "href", page.getValue()))
                        .toList());
        return ApiResponse.json(200, body);
    }

    private Map<String, Object> hit(ModelDefinition model, List<String> words) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("generated_description", model.card().detail("description"));
        metadata.put("tags", model.card().tags());
        metadata.put("score", (double) ModelSearch.score(model, words));
        Map<String, Object> hit = new LinkedHashMap<>();
        hit.put("model", this.json.of(model));
        hit.put("metadata", metadata);
        return hit;
    }

    private static Map<String, @Nullable Object> hit(ModelCollection collection) {
        Map<String, @Nullable Object> hit = collection.json();
        hit.put("models", collection.models());
        return hit;
    }

    private static boolean containsAll(String title, List<String> words) {
        String text = title.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    /** Parse the limit, or return 0 if it is invalid. */
    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= MAX_LIMIT ? number : 0;
        } catch (NumberFormatException ex) {
            return 0;
        }
    }
}
