/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link ModelPredictions}.
 *
 * @since 0.1.0
 */
public interface AsyncModelPredictions {

    /**
     * Create a prediction of an official model: {@code models.predictions.create}.
     *
     * @see ModelPredictions#create(String, PredictionRequest)
     */
    Mono<Prediction> create(String model, PredictionRequest request);

    /**
     * Create a prediction of an official model: {@code models.predictions.create}.
     *
     * @see ModelPredictions#create(String, Consumer)
     */
    default Mono<Prediction> create(String model, Consumer<PredictionRequest.Builder> request) {
        return create(model, PredictionRequest.of(request));
    }
}
