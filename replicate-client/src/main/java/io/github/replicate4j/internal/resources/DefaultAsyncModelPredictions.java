/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.predictions.CreateEndpoint;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.models.AsyncModelPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelPredictions}. */
public final class DefaultAsyncModelPredictions implements AsyncModelPredictions, AbandonableCreates<Prediction> {

    private final PredictionCreator creator;

    DefaultAsyncModelPredictions(PredictionCreator creator) {
        this.creator = creator;
    }

    @Override
    public Mono<Prediction> create(String model, PredictionRequest request) {
        return this.creator.create(CreateEndpoint.ofModel(model, request), request);
    }

    @Override
    public void abandon(Prediction created) {
        this.creator.abandon(created);
    }
}
