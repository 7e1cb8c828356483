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

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.models.AsyncModelPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelPredictions}. */
public final class DefaultAsyncModelPredictions implements AsyncModelPredictions, AbandonableCreates<Prediction> {

    private final PredictionCreator creator;

    DefaultAsyncModelPredictions(PredictionCreator creator) {
        this.creator = creator;
    }

    @Override
    public Mono<Prediction> create(String model, PredictionRequest request) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        if (request.version() != null) {
            throw new IllegalArgumentException(
                    "version must not be set: an official model runs without one; use predictions() to run a version");
        }
        return this.creator.create(
                () -> ApiRequest.nonIdempotentPost("models.predictions.create", "/models/{owner}/{name}/predictions")
                        .path(reference),
                request,
                reference.model());
    }

    @Override
    public void abandon(Prediction created) {
        this.creator.abandon(created);
    }
}
