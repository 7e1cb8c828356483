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

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.predictions.NamedPredictions;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Predictions of deployments, reactive.
 *
 * @see DeploymentPredictions
 */
public final class AsyncDeploymentPredictions {

    private final NamedPredictions predictions;

    AsyncDeploymentPredictions(Transport transport, ClientSettings settings) {
        this.predictions = new NamedPredictions(
                transport,
                settings,
                "deployment",
                "the deployment decides over it",
                () -> ApiRequest.nonIdempotentPost(
                        "deployments.predictions.create", "/deployments/{owner}/{name}/predictions"),
                deployment -> null);
    }

    /**
     * Creates a prediction: {@code deployments.predictions.create}.
     *
     * @param deployment {@code owner/name}
     * @param request what to run, without a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the name is of another form, or the request has a version
     * @see DeploymentPredictions#create(String, PredictionRequest)
     */
    public Mono<Prediction> create(String deployment, PredictionRequest request) {
        return this.predictions.create(deployment, request);
    }

    /**
     * Creates a prediction: {@code deployments.predictions.create}.
     *
     * @param deployment {@code owner/name}
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see DeploymentPredictions#create(String, Consumer)
     */
    public Mono<Prediction> create(String deployment, Consumer<PredictionRequest.Builder> request) {
        return this.predictions.create(deployment, request);
    }

    void abandon(Prediction created) {
        this.predictions.abandon(created);
    }
}
