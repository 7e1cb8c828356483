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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Creates predictions of what is named {@code owner/name} in the path and has its version of itself. Public for the
 * packages of models and deployments.
 */
public final class NamedPredictions {

    private final PredictionCreator creation;

    private final String noun;

    private final String noVersion;

    private final Supplier<ApiRequest> endpoint;

    private final Function<ModelReference, @Nullable String> model;

    /**
     * Creates the way to create.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     * @param noun what is named, for messages
     * @param noVersion why a request cannot have a version, for messages
     * @param endpoint makes the request, whose path has an owner and a name
     * @param model tells which model that is, or {@code null} where the name does not say
     */
    public NamedPredictions(
            Transport transport,
            ClientSettings settings,
            String noun,
            String noVersion,
            Supplier<ApiRequest> endpoint,
            Function<ModelReference, @Nullable String> model) {
        this.creation = new PredictionCreator(transport, settings);
        this.noun = noun;
        this.noVersion = noVersion;
        this.endpoint = endpoint;
        this.model = model;
    }

    /**
     * Creates a prediction.
     *
     * @param name {@code owner/name}
     * @param request what to run, without a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the name is of another form, or the request has a version
     */
    public Mono<Prediction> create(String name, PredictionRequest request) {
        ModelReference reference = ModelReference.ownerAndName(this.noun, name);
        if (request.version() != null) {
            throw new IllegalArgumentException("version must not be set: " + this.noVersion);
        }
        return Mono.defer(
                () -> this.creation.create(reference.into(this.endpoint.get()), request, this.model.apply(reference)));
    }

    /**
     * Creates a prediction.
     *
     * @param name {@code owner/name}
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     */
    public Mono<Prediction> create(String name, Consumer<PredictionRequest.Builder> request) {
        PredictionRequest.Builder builder = PredictionRequest.builder();
        request.accept(builder);
        return create(name, builder.build());
    }

    /**
     * Cancels a prediction that its own call waits for no more.
     *
     * @param created what is known of it
     */
    public void abandon(Prediction created) {
        this.creation.abandon(created);
    }
}
