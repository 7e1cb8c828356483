/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.deployments.AsyncDeploymentPredictions;
import io.github.replicate4j.internal.predictions.CreateEndpoint;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncDeploymentPredictions}. */
public final class DefaultAsyncDeploymentPredictions
        implements AsyncDeploymentPredictions, AbandonableCreates<Prediction> {

    private final PredictionCreator creator;

    DefaultAsyncDeploymentPredictions(PredictionCreator creator) {
        this.creator = creator;
    }

    @Override
    public Mono<Prediction> create(String deployment, PredictionRequest request) {
        return this.creator.create(CreateEndpoint.ofDeployment(deployment, request), request);
    }

    @Override
    public void abandon(Prediction created) {
        this.creator.abandon(created);
    }
}
