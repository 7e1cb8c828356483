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

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Pages;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers the requests about trainings, and has those that succeed make a new version of their destination. */
final class TrainingOperations {

    private final Runs runs;
    private final ModelRegistry models;
    private final InputFiles inputFiles;
    private final InstantSource clock;
    private final Pages pages;
    private final EmulatorAddress address;

    TrainingOperations(
            Runs runs,
            ModelRegistry models,
            InputFiles inputFiles,
            EmulatorSettings settings,
            Pages pages,
            EmulatorAddress address) {
        this.runs = runs;
        this.models = models;
        this.inputFiles = inputFiles;
        this.clock = settings.clock()::now;
        this.pages = pages;
        this.address = address;
    }

    Answer create(ReceivedRequest request) {
        ModelChoice base =
                this.models.choice(request.path("owner") + "/" + request.path("name"), request.path("version_id"));
        if (base == null || base.model().official()) {
            throw ApiProblem.notFound();
        }
        BodyFields body = BodyFields.of(request);
        String destination = body.required("destination");
        Map<String, Object> input = body.object("input");
        WebhookFields.check(body.raw(), body.violations());
        body.raise();
        if (this.models.model(destination) == null) {
            throw new ApiProblem(Answer.problem(404, null, "The specified training destination does not exist"));
        }
        PredictionOrder order = new PredictionOrder(
                PredictionOrder.Kind.TRAINING,
                base,
                null,
                input,
                WebhookFields.url(body.raw()),
                WebhookFields.events(body.raw()),
                null,
                null,
                request.body().length);
        return start(order, destination);
    }

    private Answer start(PredictionOrder order, String destination) {
        String id = PredictionIds.next();
        ModelVersion base = order.choice().version();
        ModelScript script = order.choice()
                .trainingFor(order.input(), this.inputFiles)
                .resultOfSuccess(files -> finish(id, base, destination, files));
        PredictionRun run = this.runs.prepare(order, id, script);
        Answer answer = Answer.json(201, TrainingJson.of(run.snapshot(), this.address));
        this.runs.begin(run);
        return answer;
    }

    /** Makes the new version, and returns the output of the training. */
    private Map<String, Object> finish(String id, ModelVersion base, String destination, OutputFiles files) {
        ModelVersion trained = base.trained(VersionId.of(id), this.clock.instant());
        this.models.change(destination, model -> model.withNewVersion(trained));
        byte[] weights = ("weights of training " + id + "\n").getBytes(StandardCharsets.UTF_8);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("version", destination + ":" + trained.id());
        output.put("weights", files.add(weights, "tar"));
        return output;
    }

    Answer list(ReceivedRequest request) {
        return this.pages.page(
                request,
                "",
                this.runs.trainings().newestFirst(),
                Long::valueOf,
                entry -> true,
                entry -> TrainingJson.of(entry.run().snapshot(), this.address));
    }

    Answer get(ReceivedRequest request) {
        return Answer.json(200, TrainingJson.of(find(request).snapshot(), this.address));
    }

    Answer cancel(ReceivedRequest request) {
        find(request).cancel();
        return get(request);
    }

    private PredictionRun find(ReceivedRequest request) {
        PredictionRun run = this.runs.trainings().find(request.path("training_id"));
        if (run == null) {
            throw ApiProblem.notFound();
        }
        return run;
    }
}
