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

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.predictions.NamedPredictions;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Predictions of official models, which need no version, reactive.
 *
 * @see ModelPredictions
 */
public final class AsyncModelPredictions {

    private final NamedPredictions predictions;

    AsyncModelPredictions(Transport transport, ClientSettings settings) {
        this.predictions = new NamedPredictions(
                transport,
                settings,
                "model",
                "an official model has none to choose; use predictions() for a version",
                () -> ApiRequest.nonIdempotentPost("models.predictions.create", "/models/{owner}/{name}/predictions"),
                ModelReference::model);
    }

    /**
     * Creates a prediction: {@code models.predictions.create}.
     *
     * @param model {@code owner/name}
     * @param request what to run, without a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the name is of another form, or the request has a version
     * @see ModelPredictions#create(String, PredictionRequest)
     */
    public Mono<Prediction> create(String model, PredictionRequest request) {
        return this.predictions.create(model, request);
    }

    /**
     * Creates a prediction: {@code models.predictions.create}.
     *
     * @param model {@code owner/name}
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelPredictions#create(String, Consumer)
     */
    public Mono<Prediction> create(String model, Consumer<PredictionRequest.Builder> request) {
        return this.predictions.create(model, request);
    }

    void abandon(Prediction created) {
        this.predictions.abandon(created);
    }
}
