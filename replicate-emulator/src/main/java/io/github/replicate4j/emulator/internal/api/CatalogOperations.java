/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.Hardware;
import io.github.replicate4j.emulator.internal.model.ModelCollection;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles the account, the hardware, the collections, the search and the signing secret of webhooks.
 */
final class CatalogOperations {

    private static final int DEFAULT_SEARCH_LIMIT = 20;

    private static final int MAX_SEARCH_LIMIT = 50;

    private static final Map<String, String> DOCUMENTATION_PAGES = Map.of(
            "Run a model and get an image", "/docs/get-started/images",
            "Run a language model and stream text", "/docs/topics/predictions/streaming",
            "Receive webhooks", "/docs/topics/webhooks");

    private final ModelRegistry models;

    private final EmulatorSettings settings;

    private final Paginator paginator;

    CatalogOperations(ModelRegistry models, EmulatorSettings settings, Paginator paginator) {
        this.models = models;
        this.settings = settings;
        this.paginator = paginator;
    }

    ApiResponse account(ReceivedRequest request) {
        return ApiResponse.json(
                200, this.settings.account().json(request.links().root()));
    }

    ApiResponse hardware(ReceivedRequest request) {
        return ApiResponse.json(200, Hardware.json());
    }

    ApiResponse webhookSecret(ReceivedRequest request) {
        return ApiResponse.json(200, Map.of("key", this.settings.webhookSecret().text()));
    }

    ApiResponse collections(ReceivedRequest request) {
        return this.paginator.page(request, Paginator.inOrder(ModelCollection.ALL), ModelCollection::json);
    }

    ApiResponse collection(ReceivedRequest request) {
        String slug = request.path("collection_slug");
        ModelCollection collection = ModelCollection.ALL.stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow(ApiException::notFound);
        List<Map<String, @Nullable Object>> members = collection.models().stream()
                .map(this.models::model)
                .filter(Objects::nonNull)
                .map(new ModelJson(request.links())::of)
                .toList();
        Map<String, @Nullable Object> body = collection.json();
        body.put("full_description", collection.fullDescription());
        body.put("models", members);
        return ApiResponse.json(200, body);
    }

    ApiResponse search(ReceivedRequest request) {
        String query = request.query("query");
        if (query == null || query.isBlank()) {
            return ApiResponse.json(400, Map.of("detail", "Query parameter \"query\" is required"));
        }
        int limit = limit(request.query("limit"));
        if (limit == 0) {
            return ApiResponse.json(
                    400, Map.of("detail", "Query parameter \"limit\" must be between 1 and " + MAX_SEARCH_LIMIT));
        }
        List<String> words = ModelSearch.words(query);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put(
                "models",
                ModelSearch.of(this.models, query).stream()
                        .limit(limit)
                        .map(model -> hit(model, words, request.links()))
                        .toList());
        body.put(
                "collections",
                ModelCollection.ALL.stream()
                        .filter(collection -> collection.matches(words))
                        .map(CatalogOperations::hit)
                        .toList());
        body.put(
                "pages",
                DOCUMENTATION_PAGES.entrySet().stream()
                        .filter(page -> containsAll(page.getKey(), words))
                        .map(page -> Map.of("name", page.getKey(), "href", page.getValue()))
                        .toList());
        return ApiResponse.json(200, body);
    }

    private static Map<String, Object> hit(ModelDefinition model, List<String> words, Links links) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("generated_description", model.card().detail("description"));
        metadata.put("tags", model.card().tags());
        metadata.put("score", (double) ModelSearch.score(model, words));
        Map<String, Object> hit = new LinkedHashMap<>();
        hit.put("model", new ModelJson(links).of(model));
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
            return DEFAULT_SEARCH_LIMIT;
        }
        try {
            int number = Integer.parseInt(text);
            return number >= 1 && number <= MAX_SEARCH_LIMIT ? number : 0;
        } catch (NumberFormatException ex) {
            return 0;
        }
    }
}
