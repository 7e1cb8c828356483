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
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers the requests about predictions. */
final class PredictionOperations {

    private final Runs runs;
    private final ModelRegistry models;
    private final PredictionOrderReader reader;
    private final InputFiles inputFiles;
    private final Pages pages;
    private final EmulatorAddress address;
    private final Scheduler workers;

    PredictionOperations(
            Runs runs,
            ModelRegistry models,
            DeploymentRegistry deployments,
            InputFiles inputFiles,
            Pages pages,
            EmulatorAddress address,
            Scheduler workers) {
        this.runs = runs;
        this.models = models;
        this.reader = new PredictionOrderReader(models, deployments);
        this.inputFiles = inputFiles;
        this.pages = pages;
        this.address = address;
        this.workers = workers;
    }

    Mono<Answer> createByVersion(ReceivedRequest request) {
        return create(request, this.reader::byVersion);
    }

    Mono<Answer> createByModel(ReceivedRequest request) {
        return create(request, this.reader::byModel);
    }

    Mono<Answer> createByDeployment(ReceivedRequest request) {
        return create(request, this.reader::byDeployment);
    }

    Mono<Answer> get(ReceivedRequest request) {
        return Mono.fromCallable(() -> Answer.json(200, json(find(request).snapshot())));
    }

    Mono<Answer> list(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
                    PredictionFilter filter = PredictionFilter.read(request);
                    return this.pages.page(
                            request,
                            "",
                            this.runs.predictions().newestFirst(),
                            Long::valueOf,
                            entry -> filter.lets(entry.run()),
                            entry -> json(entry.run().snapshot()));
                })
                .subscribeOn(this.workers);
    }

    Mono<Answer> cancel(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            PredictionRun run = find(request);
            run.cancel();
            return Answer.json(200, json(run.snapshot()));
        });
    }

    private PredictionRun find(ReceivedRequest request) {
        PredictionRun run = this.runs.predictions().find(request.path("prediction_id"));
        if (run == null) {
            throw ApiProblem.notFound();
        }
        return run;
    }

    private Mono<Answer> create(ReceivedRequest request, Function<ReceivedRequest, PredictionOrder> read) {
        // The script is the user's code, and its first steps may draw pictures: not on the event loop.
        return Mono.fromCallable(() -> read.apply(request))
                .subscribeOn(this.workers)
                .flatMap(this::create);
    }

    private Mono<Answer> create(PredictionOrder order) {
        ModelScript script = order.choice().scriptFor(order.input(), this.inputFiles);
        PredictionRun run = this.runs.prepare(order, PredictionIds.next(), script);
        PreferWait wait = order.prefer();
        // All timers are set before anyone can see the prediction and move a manual clock on.
        Mono<Answer> answer = wait == null
                ? Mono.just(Answer.json(201, json(run.snapshot())))
                : Mono.fromFuture(run.settledWithin(wait.time()))
                        .publishOn(this.workers)
                        .map(settled -> settled(settled, wait));
        this.runs.begin(run);
        this.models.change(order.model(), model -> model.withCard(card -> card.ran(1)));
        return answer;
    }

    private Answer settled(EmulatedPrediction prediction, PreferWait wait) {
        if (prediction.status().isTerminal()) {
            return Answer.json(201, json(prediction)).withHeader("Preference-Applied", wait.text());
        }
        return Answer.json(202, json(prediction))
                .withHeader("Preference-Applied", wait.text())
                .withHeader("Location", this.address.api() + "/predictions/" + prediction.id());
    }

    private Map<String, @Nullable Object> json(EmulatedPrediction prediction) {
        return PredictionJson.of(prediction, this.address);
    }
}
