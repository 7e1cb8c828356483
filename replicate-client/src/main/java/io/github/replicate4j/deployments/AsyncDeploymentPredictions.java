/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link DeploymentPredictions}.
 *
 * @since 0.1.0
 */
public interface AsyncDeploymentPredictions {

    /**
     * Create a prediction of a deployment: {@code deployments.predictions.create}.
     *
     * @see DeploymentPredictions#create(String, PredictionRequest)
     */
    Mono<Prediction> create(String deployment, PredictionRequest request);

    /**
     * Create a prediction of a deployment: {@code deployments.predictions.create}.
     *
     * @see DeploymentPredictions#create(String, Consumer)
     */
    default Mono<Prediction> create(String deployment, Consumer<PredictionRequest.Builder> request) {
        return create(deployment, PredictionRequest.of(request));
    }
}
