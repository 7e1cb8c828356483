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
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.prediction.PredictionStore;
import java.util.Collections;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Handles {@code models.versions.*}.
 */
final class VersionOperations {

    private final ModelRegistry models;

    private final DeploymentRegistry deployments;

    private final PredictionService predictions;

    private final Account account;

    private final Paginator paginator;

    VersionOperations(
            ModelRegistry models,
            DeploymentRegistry deployments,
            PredictionService predictions,
            Account account,
            Paginator paginator) {
        this.models = models;
        this.deployments = deployments;
        this.predictions = predictions;
        this.account = account;
        this.paginator = paginator;
    }

    ApiResponse list(ReceivedRequest request) {
        ModelDefinition model = model(request);
        if (model.official()) {
            throw ApiException.notFound("This model is an official model and does not expose a list of versions.");
        }
        NavigableMap<String, ModelVersion> newestFirst = new TreeMap<>(Collections.reverseOrder());
        int left = model.versions().size();
        for (ModelVersion version : model.versions()) {
            // The number distinguishes versions that were created at the same time.
            newestFirst.put(Timestamps.of(version.createdAt()) + String.format(Locale.ROOT, " %06d", left--), version);
        }
        return this.paginator.page(request, newestFirst, ModelJson::ofVersion);
    }

    ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, ModelJson.ofVersion(find(model(request), request)));
    }

    ApiResponse delete(ReceivedRequest request) {
        ModelDefinition model = model(request);
        ModelVersion version = find(model, request);
        if (!model.owner().equals(this.account.username())) {
            throw ApiException.forbidden(
                    "The model belongs to " + model.owner() + ", not to your account, " + this.account.username());
        }
        checkDeletable(model, version);
        this.models.change(model.name(), before -> before.withoutVersion(version.id()));
        // Replicate takes some minutes for this.
        this.predictions.predictions().removeIf(run -> isOf(version, run));
        return ApiResponse.empty(202);
    }

    private void checkDeletable(ModelDefinition model, ModelVersion version) {
        if (!model.card().isPrivate()) {
            throw ApiException.notAllowed("Only versions of private models can be deleted");
        }
        if (this.deployments.uses(model.name(), version)) {
            throw ApiException.notAllowed("A deployment uses this version");
        }
        if (this.models.all().stream()
                .flatMap(each -> each.versions().stream())
                .anyMatch(each -> version.id().equals(each.basedOn()))) {
            throw ApiException.notAllowed("Another version was trained from this one");
        }
        if (isRunning(this.predictions.predictions(), version) || isRunning(this.predictions.trainings(), version)) {
            throw ApiException.notAllowed("The version is running");
        }
    }

    private static boolean isRunning(PredictionStore store, ModelVersion version) {
        return store.newestFirst().values().stream()
                .anyMatch(entry -> isOf(version, entry.run()) && !entry.run().isTerminal());
    }

    private static boolean isOf(ModelVersion version, PredictionRun run) {
        return run.request().target().version().id().equals(version.id());
    }

    private ModelDefinition model(ReceivedRequest request) {
        return ApiException.requireFound(this.models.model(request.path("owner") + "/" + request.path("name")));
    }

    private static ModelVersion find(ModelDefinition model, ReceivedRequest request) {
        return ApiException.requireFound(model.official() ? null : model.version(request.path("version_id")));
    }
}
