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

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers the requests about predictions. */
final class PredictionOperations {

    private final PredictionStore predictions;
    private final PredictionOrderReader reader;
    private final PredictionPages pages;
    private final EmulatorClock clock;
    private final EmulatorAddress address;
    private final Scheduler workers;

    PredictionOperations(
            PredictionStore predictions,
            ModelRegistry models,
            EmulatorSettings settings,
            EmulatorAddress address,
            Scheduler workers) {
        this.predictions = predictions;
        this.reader = new PredictionOrderReader(models);
        this.pages = new PredictionPages(predictions, address, settings.pageSize());
        this.clock = settings.clock();
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
        return Mono.fromCallable(() -> this.pages.page(request)).subscribeOn(this.workers);
    }

    Mono<Answer> cancel(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            PredictionRun run = find(request);
            run.cancel();
            return Answer.json(200, json(run.snapshot()));
        });
    }

    Mono<Answer> outputFile(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            PredictionRun run = this.predictions.find(request.path("prediction_id"));
            OutputFiles.OutputFile file = run == null ? null : run.files().named(request.path("file_name"));
            if (file == null) {
                return Answer.text(404, "text/plain;charset=UTF-8", "There is no such file, or not any more.");
            }
            return Answer.of(200, file.contentType(), file.content());
        });
    }

    private PredictionRun find(ReceivedRequest request) {
        PredictionRun run = this.predictions.find(request.path("prediction_id"));
        if (run == null) {
            throw ApiProblem.notFound("The requested resource could not be found.");
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
        String id = PredictionIds.next();
        OutputFiles files =
                new OutputFiles(() -> this.address.root() + "/outputs/" + id, () -> this.predictions.measure(id));
        PredictionRun run = new PredictionRun(id, order, order.model().scriptFor(order.input()), this.clock, files);
        PreferWait wait = order.prefer();
        // All timers are set before anyone can see the prediction and move a manual clock on.
        Mono<Answer> answer = wait == null
                ? Mono.just(Answer.json(201, json(run.snapshot())))
                : Mono.fromFuture(run.settledWithin(wait.time()))
                        .publishOn(this.workers)
                        .map(settled -> settled(settled, wait));
        run.begin();
        try {
            this.predictions.add(run);
        } catch (ApiProblem full) {
            run.discard();
            throw full;
        }
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
