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

import io.github.replicate4j.emulator.catalog.Account;
import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Pages;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import io.github.replicate4j.emulator.http.Timestamps;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Answers the requests about the versions of models. */
final class VersionOperations {

    private final ModelRegistry models;
    private final DeploymentRegistry deployments;
    private final Runs runs;
    private final Account account;
    private final Pages pages;
    private final ModelJson json;

    VersionOperations(
            ModelRegistry models,
            DeploymentRegistry deployments,
            Runs runs,
            Account account,
            Pages pages,
            EmulatorAddress address) {
        this.models = models;
        this.deployments = deployments;
        this.runs = runs;
        this.account = account;
        this.pages = pages;
        this.json = new ModelJson(address);
    }

    Answer list(ReceivedRequest request) {
        ModelDefinition model = model(request);
        if (model.official()) {
            throw ApiProblem.notFound("This model is an official model and does not expose a list of versions.");
        }
        NavigableMap<String, ModelVersion> newestFirst = new TreeMap<>(Collections.reverseOrder());
        int left = model.versions().size();
        for (ModelVersion version : model.versions()) {
            // The number tells those apart that were made at the same time.
            newestFirst.put(Timestamps.of(version.createdAt()) + String.format(" %06d", left--), version);
        }
        return this.pages.page(request, newestFirst, this.json::of);
    }

    Answer get(ReceivedRequest request) {
        return Answer.json(200, this.json.of(find(model(request), request)));
    }

    Answer delete(ReceivedRequest request) {
        ModelDefinition model = model(request);
        ModelVersion version = find(model, request);
        if (!model.owner().equals(this.account.username())) {
            throw ApiProblem.forbidden(
                    "The model belongs to " + model.owner() + ", not to your account, " + this.account.username());
        }
        checkFree(model, version);
        this.models.change(model.name(), before -> before.withoutVersion(version.id()));
        // Replicate takes some minutes for this, the emulator none.
        this.runs.predictions().removeIf(run -> isOf(version, run));
        return Answer.empty(202);
    }

    private void checkFree(ModelDefinition model, ModelVersion version) {
        if (!model.card().isPrivate()) {
            throw ApiProblem.refused("Only versions of private models can be deleted");
        }
        if (this.deployments.uses(model.name(), version)) {
            throw ApiProblem.refused("A deployment uses this version");
        }
        if (this.models.all().stream()
                .flatMap(each -> each.versions().stream())
                .anyMatch(each -> version.id().equals(each.basedOn()))) {
            throw ApiProblem.refused("Another version was trained from this one");
        }
        if (isRunning(this.runs.predictions(), version) || isRunning(this.runs.trainings(), version)) {
            throw ApiProblem.refused("The version is running");
        }
    }

    private static boolean isRunning(PredictionStore store, ModelVersion version) {
        return store.newestFirst().values().stream()
                .anyMatch(entry -> isOf(version, entry.run()) && !entry.run().isTerminal());
    }

    private static boolean isOf(ModelVersion version, PredictionRun run) {
        return run.order().choice().version().id().equals(version.id());
    }

    private ModelDefinition model(ReceivedRequest request) {
        ModelDefinition model = this.models.model(request.path("owner") + "/" + request.path("name"));
        if (model == null) {
            throw ApiProblem.notFound();
        }
        return model;
    }

    private static ModelVersion find(ModelDefinition model, ReceivedRequest request) {
        ModelVersion version = model.official() ? null : model.version(request.path("version_id"));
        if (version == null) {
            throw ApiProblem.notFound();
        }
        return version;
    }
}
