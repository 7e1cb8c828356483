/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.predictions.PredictionServices;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs models: creates a prediction, waits for its completion and returns its output. */
public final class ModelRunner {

    private final PredictionServices predictions;

    public ModelRunner(PredictionServices predictions) {
        this.predictions = predictions;
    }

    /** Run a model without looking it up. */
    public Mono<AsyncOutput> run(RunRequest request) {
        return run(request, Mono.just(ResolvedModel.of(request.model())));
    }

    public AsyncOutput output(Prediction prediction) {
        return new DefaultAsyncOutput(
                prediction, this.predictions.context().transport().downloads());
    }

    Mono<AsyncOutput> run(RunRequest request, Mono<ResolvedModel> model) {
        return ApplicationErrors.unwrap(Mono.defer(() -> new Run(this.predictions, request, model).output()));
    }

    Mono<Prediction> create(RunRequest request, Mono<ResolvedModel> model) {
        return ApplicationErrors.unwrap(Mono.defer(() -> new Run(this.predictions, request, model).created()));
    }

    Flux<StreamEvent> streamEvents(RunRequest request, Mono<ResolvedModel> model) {
        return ApplicationErrors.unwrap(Flux.defer(() -> new Run(this.predictions, request, model).events()));
    }

    Flux<AsyncFileOutput> files(Flux<StreamEvent> events) {
        return this.predictions.streams().files(events);
    }

    void abandon(Prediction created) {
        this.predictions.creator().abandon(created);
    }
}
