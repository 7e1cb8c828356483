/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.files.FileOperations;
import io.github.replicate4j.emulator.internal.files.FileStore;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.server.RequestDispatcher.OperationHandler;
import io.github.replicate4j.emulator.request.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The handlers of all operations.
 */
public final class OperationHandlers {

    private final Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);

    private final EmulatorSettings settings;

    private final Paginator paginator;

    private final ModelRegistry models;

    private final DeploymentRegistry deployments;

    private final PredictionService predictions;

    private final InputFileReader inputFiles;

    private final WebhookFields webhooks;

    private final Scheduler workers;

    public OperationHandlers(
            EmulatorSettings settings,
            EmulatorAddress address,
            ModelRegistry models,
            DeploymentRegistry deployments,
            PredictionService predictions,
            FileStore files,
            Scheduler workers) {
        this.settings = settings;
        this.paginator = new Paginator(settings.pageSize());
        this.models = models;
        this.deployments = deployments;
        this.predictions = predictions;
        this.inputFiles = new InputFileReader(address, files, predictions);
        this.webhooks = new WebhookFields(address);
        this.workers = workers;
        addCatalog();
        addDeployments();
        addFiles(files);
        addModels();
        addPredictions();
        addTrainings();
    }

    public Map<Operation, OperationHandler> handlers() {
        return this.handlers;
    }

    private void addCatalog() {
        CatalogOperations catalog = new CatalogOperations(this.models, this.settings, this.paginator);
        addBlocking(Operation.ACCOUNT_GET, catalog::account);
        addBlocking(Operation.HARDWARE_LIST, catalog::hardware);
        addBlocking(Operation.COLLECTIONS_LIST, catalog::collections);
        addBlocking(Operation.COLLECTIONS_GET, catalog::collection);
        addBlocking(Operation.WEBHOOKS_DEFAULT_SECRET_GET, catalog::webhookSecret);
        addBlocking(Operation.SEARCH, catalog::search);
    }

    private void addDeployments() {
        DeploymentOperations operations = new DeploymentOperations(
                this.deployments, this.models, this.predictions.predictions(), this.settings, this.paginator);
        addBlocking(Operation.DEPLOYMENTS_LIST, operations::list);
        addBlocking(Operation.DEPLOYMENTS_CREATE, operations::create);
        addBlocking(Operation.DEPLOYMENTS_GET, operations::get);
        addBlocking(Operation.DEPLOYMENTS_UPDATE, operations::update);
        addBlocking(Operation.DEPLOYMENTS_DELETE, operations::delete);
    }

    private void addFiles(FileStore files) {
        FileOperations operations = new FileOperations(
                files,
                this.settings.clock()::now,
                this.settings.account().username(),
                EmulatorSettings.FILES_SIGNING_SECRET,
                this.paginator);
        addBlocking(Operation.FILES_LIST, operations::list);
        addBlocking(Operation.FILES_CREATE, operations::create);
        addBlocking(Operation.FILES_GET, operations::get);
        addBlocking(Operation.FILES_DELETE, operations::delete);
        addBlocking(Operation.FILES_DOWNLOAD, operations::download);
    }

    private void addModels() {
        ModelOperations operations = new ModelOperations(this.models, this.settings, this.paginator);
        addBlocking(Operation.MODELS_LIST, operations::list);
        addBlocking(Operation.MODELS_CREATE, operations::create);
        addBlocking(Operation.MODELS_SEARCH, operations::search);
        addBlocking(Operation.MODELS_GET, operations::get);
        addBlocking(Operation.MODELS_UPDATE, operations::update);
        addBlocking(Operation.MODELS_DELETE, operations::delete);
        addBlocking(Operation.MODELS_EXAMPLES_LIST, operations::examples);
        addBlocking(Operation.MODELS_README_GET, operations::readme);
        VersionOperations versions = new VersionOperations(
                this.models, this.deployments, this.predictions, this.settings.account(), this.paginator);
        addBlocking(Operation.MODELS_VERSIONS_LIST, versions::list);
        addBlocking(Operation.MODELS_VERSIONS_GET, versions::get);
        addBlocking(Operation.MODELS_VERSIONS_DELETE, versions::delete);
    }

    private void addPredictions() {
        PredictionOperations operations = new PredictionOperations(
                this.predictions,
                this.models,
                this.deployments,
                this.inputFiles,
                this.webhooks,
                this.paginator,
                this.settings.logsInLists(),
                this.workers);
        this.handlers.put(Operation.PREDICTIONS_CREATE, operations::createByVersion);
        this.handlers.put(Operation.MODELS_PREDICTIONS_CREATE, operations::createByModel);
        this.handlers.put(Operation.DEPLOYMENTS_PREDICTIONS_CREATE, operations::createByDeployment);
        this.handlers.put(Operation.PREDICTIONS_GET, operations::get);
        this.handlers.put(Operation.PREDICTIONS_LIST, operations::list);
        this.handlers.put(Operation.PREDICTIONS_CANCEL, operations::cancel);
        OutputOperations output = new OutputOperations(this.predictions);
        this.handlers.put(Operation.OUTPUT_FILE, output::file);
        this.handlers.put(Operation.STREAM, output::stream);
    }

    private void addTrainings() {
        TrainingOperations operations = new TrainingOperations(
                this.predictions, this.models, this.inputFiles, this.webhooks, this.settings, this.paginator);
        addBlocking(Operation.TRAININGS_CREATE, operations::create);
        addBlocking(Operation.TRAININGS_LIST, operations::list);
        addBlocking(Operation.TRAININGS_GET, operations::get);
        addBlocking(Operation.TRAININGS_CANCEL, operations::cancel);
    }

    /** Add a handler that runs on a worker thread, because it may take some time. */
    private void addBlocking(Operation operation, Function<ReceivedRequest, ApiResponse> handler) {
        this.handlers.put(
                operation,
                request -> Mono.fromCallable(() -> handler.apply(request)).subscribeOn(this.workers));
    }
}
