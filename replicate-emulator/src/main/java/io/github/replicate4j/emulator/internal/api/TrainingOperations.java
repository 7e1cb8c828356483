/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.ResolvedVersion;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.prediction.CreateRequest;
import io.github.replicate4j.emulator.internal.prediction.PredictionJson;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.prediction.RandomIds;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.internal.script.Step.FileSink;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Handles {@code trainings.*}. A training that succeeds creates a new version of its destination.
 */
final class TrainingOperations {

    private final PredictionService predictions;

    private final ModelRegistry models;

    private final InputFileReader inputFiles;

    private final InstantSource clock;

    private final Paginator paginator;

    private final boolean logsInLists;

    private final WebhookFields webhooks;

    TrainingOperations(
            PredictionService predictions,
            ModelRegistry models,
            InputFileReader inputFiles,
            WebhookFields webhooks,
            EmulatorSettings settings,
            Paginator paginator) {
        this.predictions = predictions;
        this.models = models;
        this.inputFiles = inputFiles;
        this.clock = settings.clock()::now;
        this.paginator = paginator;
        this.logsInLists = settings.logsInLists();
        this.webhooks = webhooks;
    }

    ApiResponse create(ReceivedRequest request) {
        ResolvedVersion base =
                this.models.resolve(request.path("owner") + "/" + request.path("name"), request.path("version_id"));
        if (base == null || base.model().official()) {
            throw ApiException.notFound();
        }
        BodyFields body = BodyFields.of(request);
        String destination = body.required("destination");
        Map<String, Object> input = body.object("input");
        this.webhooks.check(body.raw(), body.violations());
        body.raise();
        if (this.models.model(destination) == null) {
            throw new ApiException(ApiResponse.problem(404, null, "The specified training destination does not exist"));
        }
        CreateRequest create = new CreateRequest(
                CreateRequest.Kind.TRAINING,
                base,
                null,
                input,
                this.webhooks.url(body.raw()),
                WebhookFields.events(body.raw()),
                null,
                request.body().length,
                request.links());
        return start(create, destination);
    }

    private ApiResponse start(CreateRequest request, String destination) {
        String id = RandomIds.next();
        ModelVersion base = request.target().version();
        DefaultModelScript script = request.target()
                .trainingScript(request.input(), this.inputFiles::read)
                .withOutputOnSuccess(files -> createVersion(id, base, destination, files));
        PredictionRun run = this.predictions.prepare(request, id, script);
        ApiResponse response = ApiResponse.json(201, PredictionJson.ofTraining(run.snapshot(), request.links()));
        this.predictions.start(run);
        return response;
    }

    /** Create the new version, and return the output of the training. */
    private Map<String, Object> createVersion(String id, ModelVersion base, String destination, FileSink files) {
        ModelVersion trained = base.trained(VersionId.of(id), this.clock.instant());
        this.models.change(destination, model -> model.withNewVersion(trained));
        byte[] weights = ("weights of training " + id + "\n").getBytes(StandardCharsets.UTF_8);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("version", destination + ":" + trained.id());
        output.put("weights", files.add(weights, "tar"));
        return output;
    }

    ApiResponse list(ReceivedRequest request) {
        return this.paginator.page(
                request,
                this.predictions.trainings().newestFirst(),
                Long::valueOf,
                entry -> true,
                entry -> PredictionJson.listed(
                        PredictionJson.ofTraining(entry.run().snapshot(), request.links()), this.logsInLists));
    }

    ApiResponse get(ReceivedRequest request) {
        return ApiResponse.json(200, PredictionJson.ofTraining(find(request).snapshot(), request.links()));
    }

    ApiResponse cancel(ReceivedRequest request) {
        find(request).cancel();
        return get(request);
    }

    private PredictionRun find(ReceivedRequest request) {
        return ApiException.requireFound(this.predictions.trainings().find(request.path("training_id")));
    }
}
