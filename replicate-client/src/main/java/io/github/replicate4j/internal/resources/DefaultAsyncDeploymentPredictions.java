/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.deployments.AsyncDeploymentPredictions;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
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
        ModelReference reference = ModelReference.ownerAndName("deployment", deployment);
        if (request.version() != null) {
            throw new IllegalArgumentException("version must not be set: the deployment determines it");
        }
        return this.creator.create(
                () -> ApiRequest.nonIdempotentPost(
                                "deployments.predictions.create", "/deployments/{owner}/{name}/predictions")
                        .path(reference),
                request,
                null);
    }

    @Override
    public void abandon(Prediction created) {
        this.creator.abandon(created);
    }
}
