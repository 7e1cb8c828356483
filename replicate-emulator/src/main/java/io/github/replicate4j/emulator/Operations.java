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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.files.FileOperations;
import io.github.replicate4j.emulator.files.FileStore;
import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Pages;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Who answers which operation. */
final class Operations {

    private final Map<Operation, Reception.OperationHandler> handlers = new EnumMap<>(Operation.class);
    private final EmulatorSettings settings;
    private final EmulatorAddress address;
    private final Pages pages;
    private final ModelRegistry models;
    private final DeploymentRegistry deployments;
    private final Runs runs;
    private final InputFiles inputFiles;
    private final Scheduler workers;

    Operations(
            EmulatorSettings settings,
            EmulatorAddress address,
            ModelRegistry models,
            DeploymentRegistry deployments,
            Runs runs,
            FileStore files,
            Scheduler workers) {
        this.settings = settings;
        this.address = address;
        this.pages = new Pages(address, settings.pageSize());
        this.models = models;
        this.deployments = deployments;
        this.runs = runs;
        this.inputFiles = new InputFiles(address, files, runs);
        this.workers = workers;
        addCatalog();
        addDeployments();
        addFiles(files);
        addModels();
        addPredictions();
        addTrainings();
    }

    Map<Operation, Reception.OperationHandler> handlers() {
        return this.handlers;
    }

    private void addCatalog() {
        CatalogOperations catalog = new CatalogOperations(this.models, this.settings, this.pages, this.address);
        add(Operation.ACCOUNT_GET, catalog::account);
        add(Operation.HARDWARE_LIST, catalog::hardware);
        add(Operation.COLLECTIONS_LIST, catalog::collections);
        add(Operation.COLLECTIONS_GET, catalog::collection);
        add(Operation.WEBHOOKS_DEFAULT_SECRET_GET, catalog::webhookSecret);
        add(Operation.SEARCH, new SearchOperations(this.models, this.address)::search);
    }

    private void addDeployments() {
        DeploymentOperations operations = new DeploymentOperations(
                this.deployments, this.models, this.runs.predictions(), this.settings, this.pages, this.address);
        add(Operation.DEPLOYMENTS_LIST, operations::list);
        add(Operation.DEPLOYMENTS_CREATE, operations::create);
        add(Operation.DEPLOYMENTS_GET, operations::get);
        add(Operation.DEPLOYMENTS_UPDATE, operations::update);
        add(Operation.DEPLOYMENTS_DELETE, operations::delete);
    }

    private void addFiles(FileStore files) {
        FileOperations operations = new FileOperations(
                files,
                this.settings.clock()::now,
                this.settings.account().username(),
                ReplicateEmulator.FILES_SIGNING_SECRET,
                this.pages,
                this.address);
        add(Operation.FILES_LIST, operations::list);
        add(Operation.FILES_CREATE, operations::create);
        add(Operation.FILES_GET, operations::get);
        add(Operation.FILES_DELETE, operations::delete);
        add(Operation.FILES_DOWNLOAD, operations::download);
    }

    private void addModels() {
        ModelOperations operations = new ModelOperations(this.models, this.settings, this.pages, this.address);
        add(Operation.MODELS_LIST, operations::list);
        add(Operation.MODELS_CREATE, operations::create);
        add(Operation.MODELS_SEARCH, operations::search);
        add(Operation.MODELS_GET, operations::get);
        add(Operation.MODELS_UPDATE, operations::update);
        add(Operation.MODELS_DELETE, operations::delete);
        add(Operation.MODELS_EXAMPLES_LIST, operations::examples);
        add(Operation.MODELS_README_GET, operations::readme);
        VersionOperations versions = new VersionOperations(
                this.models, this.deployments, this.runs, this.settings.account(), this.pages, this.address);
        add(Operation.MODELS_VERSIONS_LIST, versions::list);
        add(Operation.MODELS_VERSIONS_GET, versions::get);
        add(Operation.MODELS_VERSIONS_DELETE, versions::delete);
    }

    private void addPredictions() {
        PredictionOperations operations = new PredictionOperations(
                this.runs, this.models, this.deployments, this.inputFiles, this.pages, this.address, this.workers);
        this.handlers.put(Operation.PREDICTIONS_CREATE, operations::createByVersion);
        this.handlers.put(Operation.MODELS_PREDICTIONS_CREATE, operations::createByModel);
        this.handlers.put(Operation.DEPLOYMENTS_PREDICTIONS_CREATE, operations::createByDeployment);
        this.handlers.put(Operation.PREDICTIONS_GET, operations::get);
        this.handlers.put(Operation.PREDICTIONS_LIST, operations::list);
        this.handlers.put(Operation.PREDICTIONS_CANCEL, operations::cancel);
        OutputOperations output = new OutputOperations(this.runs);
        this.handlers.put(Operation.OUTPUT_FILE, output::file);
        this.handlers.put(Operation.STREAM, output::stream);
    }

    private void addTrainings() {
        TrainingOperations operations = new TrainingOperations(
                this.runs, this.models, this.inputFiles, this.settings, this.pages, this.address);
        add(Operation.TRAININGS_CREATE, operations::create);
        add(Operation.TRAININGS_LIST, operations::list);
        add(Operation.TRAININGS_GET, operations::get);
        add(Operation.TRAININGS_CANCEL, operations::cancel);
    }

    /** Has an operation carried out by a worker, as it may take a while. */
    private void add(Operation operation, Function<ReceivedRequest, Answer> carryOut) {
        this.handlers.put(
                operation,
                request -> Mono.fromCallable(() -> carryOut.apply(request)).subscribeOn(this.workers));
    }
}
