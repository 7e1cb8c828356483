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

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.function.Consumer;

/**
 * Predictions of official models, which need no version.
 */
public final class ModelPredictions {

    private final AsyncModelPredictions async;

    ModelPredictions(AsyncModelPredictions async) {
        this.async = async;
    }

    /**
     * Creates a prediction and returns at once, unless the request says to wait: {@code models.predictions.create}. It is
     * sent once, as {@link io.github.replicate4j.predictions.Predictions#create(PredictionRequest)}.
     *
     * @param model {@code owner/name}
     * @param request what to run, without a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the name is of another form, or the request has a version
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(String model, PredictionRequest request) {
        return Blocking.value(this.async.create(model, request), AbandonableCreates.handler(this.async));
    }

    /**
     * Creates a prediction, as {@link #create(String, PredictionRequest)}.
     *
     * @param model {@code owner/name}
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws OutcomeUnknownException if no answer settles it, so that the prediction may run all the same
     * @throws ReplicateException if it was not created
     */
    public Prediction create(String model, Consumer<PredictionRequest.Builder> request) {
        return Blocking.value(this.async.create(model, request), AbandonableCreates.handler(this.async));
    }
}
