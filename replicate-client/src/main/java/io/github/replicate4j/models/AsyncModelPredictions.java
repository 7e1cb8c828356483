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
