/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.model.ModelCard;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.prediction.PredictionJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code models.*}, except versions and predictions.
 */
final class ModelOperations {

    private static final List<String> VISIBILITIES = List.of("public", "private");

    private static final List<String> DETAILS_ON_CREATION =
            List.of("description", "github_url", "paper_url", "license_url", "cover_image_url");

    private final ModelRegistry models;

    private final InstantSource clock;

    private final Account account;

    private final Paginator paginator;

    ModelOperations(ModelRegistry models, EmulatorSettings settings, Paginator paginator) {
        this.models = models;
        this.clock = settings.clock()::now;
        this.account = settings.account();
        this.paginator = paginator;
    }

    ApiResponse list(ReceivedRequest request) {
        String sortBy = parameter(request, "sort_by", List.of("latest_version_created_at", "model_created_at"));
        String direction = parameter(request, "sort_direction", List.of("desc", "asc"));
        Function<ModelDefinition, Instant> time = sortBy.equals("model_created_at")
                ? ModelDefinition::createdAt
                : ModelDefinition::latestVersionCreatedAt;
        NavigableMap<String, ModelDefinition> sorted =
                new TreeMap<>(direction.equals("asc") ? Comparator.naturalOrder() : Collections.reverseOrder());
        for (ModelDefinition model : this.models.all()) {
            if (!model.card().isPrivate()) {
                sorted.put(Timestamps.of(time.apply(model)) + " " + model.name(), model);
            }
        }
        return this.paginator.page(request, sorted, json(request)::of);
    }

    /** The links to other pages do not contain the query: each request contains it in its body. */
    ApiResponse search(ReceivedRequest request) {
        String query = ModelSearch.query(request.body());
        return this.paginator.page(request, Paginator.inOrder(ModelSearch.of(this.models, query)), json(request)::of);
    }

    ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, json(request).of(find(request)));
    }

    ApiResponse create(ReceivedRequest request) {
        BodyFields body = BodyFields.of(request);
        String owner = body.required("owner");
        String name = owner + "/" + body.required("name");
        ModelCard card = ModelCard.EMPTY;
        if (body.oneOf("visibility", VISIBILITIES).equals("private")) {
            card = card.asPrivate();
        }
        body.hardware("hardware");
        for (String detail : DETAILS_ON_CREATION) {
            card = card.withDetail(detail, body.optional(detail));
        }
        if (body.has("name") && body.has("owner") && !ModelRegistry.isName(name)) {
            body.violations().add("name", "format", "Only letters, digits, dots, dashes and underscores are allowed");
        }
        body.raise();
        if (!owner.equals(this.account.username())) {
            throw ApiException.forbidden("The owner of a new model is the account of the token: "
                    + this.account.username() + ", not " + owner);
        }
        ModelCard finished = card;
        ModelDefinition model =
                ModelDefinition.named(name, this.clock.instant()).withCard(blank -> finished);
        if (!this.models.add(model)) {
            throw ApiException.unprocessable("- name: a model with that name and owner already exists\n");
        }
        return ApiResponse.json(201, json(request).of(model));
    }

    ApiResponse update(ReceivedRequest request) {
        ModelDefinition model = find(request);
        checkOwner(model);
        BodyFields body = BodyFields.of(request);
        for (String key : body.raw().keySet()) {
            if (!ModelCard.UPDATABLE.contains(key)) {
                body.violations().unknown("", key);
            }
            body.optional(key);
        }
        body.raise();
        this.models.change(
                model.name(),
                before -> before.withCard(card -> {
                    ModelCard changed = card;
                    for (String key : body.raw().keySet()) {
                        changed = changed.withDetail(key, body.optional(key));
                    }
                    return changed;
                }));
        return get(request);
    }

    ApiResponse delete(ReceivedRequest request) {
        ModelDefinition model = find(request);
        checkOwner(model);
        if (!model.card().isPrivate()) {
            throw ApiException.notAllowed("Only private models can be deleted");
        }
        if (!model.versions().isEmpty()) {
            throw ApiException.notAllowed("The model has versions: delete them first");
        }
        this.models.remove(model.name());
        return ApiResponse.empty(204);
    }

    ApiResponse examples(ReceivedRequest request) {
        return this.paginator.page(
                request,
                Paginator.inOrder(json(request).examples(find(request))),
                example -> PredictionJson.of(example, request.links()));
    }

    ApiResponse readme(ReceivedRequest request) {
        String readme = find(request).card().detail("readme");
        if (readme == null) {
            throw ApiException.notFound("The model has no readme");
        }
        return ApiResponse.text(200, "text/plain; charset=utf-8", readme);
    }

    private static ModelJson json(ReceivedRequest request) {
        return new ModelJson(request.links());
    }

    private void checkOwner(ModelDefinition model) {
        if (!model.owner().equals(this.account.username())) {
            throw ApiException.forbidden(
                    "The model belongs to " + model.owner() + ", not to your account, " + this.account.username());
        }
    }

    private ModelDefinition find(ReceivedRequest request) {
        return ApiException.requireFound(this.models.model(request.path("owner") + "/" + request.path("name")));
    }

    /** Read a query parameter that must be one of the allowed values; the first of them if it is missing. */
    private static String parameter(ReceivedRequest request, String name, List<String> allowed) {
        @Nullable String text = request.query(name);
        if (text == null) {
            return allowed.get(0);
        }
        if (!allowed.contains(text)) {
            throw ApiException.unprocessable("- " + name + ": must be one of " + allowed + "\n");
        }
        return text;
    }
}
