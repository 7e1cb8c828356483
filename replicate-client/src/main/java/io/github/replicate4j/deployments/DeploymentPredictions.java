/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.function.Consumer;

/**
 * Operations on predictions of deployments.
 *
 * @since 0.1.0
 */
public final class DeploymentPredictions {

    private final AsyncDeploymentPredictions async;

    DeploymentPredictions(AsyncDeploymentPredictions async) {
        this.async = async;
    }

    /**
     * Create a prediction of a deployment: {@code deployments.predictions.create}. The method returns immediately
     * unless the request sets {@code preferWait}. The request is sent once, as described for
     * {@link io.github.replicate4j.predictions.Predictions#create(PredictionRequest)}.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @param request the request, without a version
     * @return the created prediction
     * @throws IllegalArgumentException if the deployment is not of the form {@code owner/name}, or if the request has a
     *     version
     * @throws OutcomeUnknownException if no response shows whether the prediction was created
     * @throws ReplicateException if the prediction was not created
     */
    public Prediction create(String deployment, PredictionRequest request) {
        return Blocking.value(this.async.create(deployment, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Create a prediction of a deployment, as {@link #create(String, PredictionRequest)}.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @param request callback that sets the fields of the request
     * @return the created prediction
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public Prediction create(String deployment, Consumer<PredictionRequest.Builder> request) {
        return Blocking.value(this.async.create(deployment, request), AbandonableCreates.handler(this.async));
    }
}
