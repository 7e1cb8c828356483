/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.definition.ModelReader;
import io.github.replicate4j.emulator.internal.definition.ModelWriter;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.Deployment;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defines models.
 */
final class ModelControl {

    private final ControlledEmulator emulator;

    ModelControl(ControlledEmulator emulator) {
        this.emulator = emulator;
    }

    ApiResponse list(ReceivedRequest request) {
        return ApiResponse.json(
                200,
                Map.of(
                        "models",
                        this.emulator.models().all().stream()
                                .map(ModelControl::summary)
                                .toList()));
    }

    /** Describe a model without its script, which may contain large files. */
    private static Map<String, @Nullable Object> summary(ModelDefinition model) {
        ModelVersion latest = model.latestVersion();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", model.name());
        json.put("official", model.official());
        json.put("stream", model.streams());
        json.put("visibility", model.card().isPrivate() ? "private" : "public");
        json.put("description", model.card().detail("description"));
        json.put("version", latest == null ? null : latest.id());
        return json;
    }

    ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, ModelWriter.write(find(request)));
    }

    ApiResponse put(ReceivedRequest request) {
        requireModels();
        String name = name(request);
        if (!ModelRegistry.isName(name)) {
            throw ApiException.unprocessable(
                    "'" + name + "' is not a valid name of a model: use letters, digits, dots, dashes and underscores");
        }
        ModelDefinition model =
                ModelReader.read(request.body(), name, this.emulator.clock().now());
        try {
            boolean added = this.emulator.models().put(model);
            return ApiResponse.json(added ? 201 : 200, ModelWriter.write(model));
        } catch (IllegalArgumentException ex) {
            throw ApiException.unprocessable(String.valueOf(ex.getMessage()));
        }
    }

    ApiResponse delete(ReceivedRequest request) {
        requireModels();
        ModelDefinition model = find(request);
        for (Deployment deployment : this.emulator.deployments().all()) {
            if (deployment.release().model().equals(model.name())) {
                return ApiResponse.problem(
                        409,
                        "The model is in use",
                        "The deployment " + deployment.name() + " runs " + model.name()
                                + ": delete the deployment, or let it run another model, before you delete the model");
            }
        }
        this.emulator.models().remove(model.name());
        return ApiResponse.empty(204);
    }

    private void requireModels() {
        if (!this.emulator.usesModels()) {
            throw new ApiException(
                    ApiResponse.problem(409, "The models are not used", RecordingSettings.MODELS_NOT_USED));
        }
    }

    private ModelDefinition find(ReceivedRequest request) {
        ModelDefinition model = this.emulator.models().model(name(request));
        if (model == null) {
            throw ApiException.notFound("There is no model " + name(request));
        }
        return model;
    }

    private static String name(ReceivedRequest request) {
        return request.path("owner") + "/" + request.path("name");
    }
}
