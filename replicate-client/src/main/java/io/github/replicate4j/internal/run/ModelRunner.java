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

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.predictions.PredictionOperations;
import io.github.replicate4j.internal.predictions.PredictionStreams;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.stream.StreamEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs models: creates a prediction, waits for its completion and returns its output.
 */
public final class ModelRunner {

    private final ClientContext context;

    private final AsyncModels models;

    private final PredictionOperations operations;

    private final PredictionCreator creator;

    private final PredictionStreams streams;

    /**
     * Create the runner.
     *
     * @param context shared by the resources of the client
     * @param models looks up models
     * @param operations waits for predictions
     * @param creator creates predictions
     * @param streams streams predictions
     */
    public ModelRunner(
            ClientContext context,
            AsyncModels models,
            PredictionOperations operations,
            PredictionCreator creator,
            PredictionStreams streams) {
        this.context = context;
        this.models = models;
        this.operations = operations;
        this.creator = creator;
        this.streams = streams;
    }

    /**
     * Run a model without looking it up.
     *
     * @param request what to run
     * @return its output
     */
    public Mono<AsyncOutput> run(RunRequest request) {
        return run(request, Mono.just(ResolvedModel.of(request.model())));
    }

    /**
     * Return a function that runs a model, which it looks up with its first call.
     *
     * @param model {@code owner/name}, {@code owner/name:version} or a version id
     * @return the function
     */
    public AsyncModelFunction function(String model) {
        return new DefaultAsyncModelFunction(this, this.models, model);
    }

    /**
     * Return the output of a prediction.
     *
     * @param prediction the prediction
     * @return its output
     */
    public AsyncOutput output(Prediction prediction) {
        return output(prediction, null);
    }

    AsyncOutput output(Prediction prediction, @Nullable ModelSchema schema) {
        return new DefaultAsyncOutput(prediction, this.context.transport().downloads(), schema);
    }

    Mono<AsyncOutput> run(RunRequest request, Mono<ResolvedModel> model) {
        return Mono.defer(() -> new Run(this, request, model).output());
    }

    Mono<Prediction> create(RunRequest request, Mono<ResolvedModel> model) {
        return Mono.defer(() -> new Run(this, request, model).created());
    }

    Flux<StreamEvent> streamEvents(RunRequest request, Mono<ResolvedModel> model) {
        return Flux.defer(() -> new Run(this, request, model).events());
    }

    Flux<AsyncFileOutput> files(Flux<StreamEvent> events) {
        return this.streams.files(events);
    }

    void abandon(Prediction created) {
        this.creator.abandon(created);
    }

    ClientContext context() {
        return this.context;
    }

    CompletionSource<Prediction> completionSource() {
        return this.operations.completionSource();
    }

    PredictionCreator creator() {
        return this.creator;
    }

    PredictionStreams streams() {
        return this.streams;
    }
}
