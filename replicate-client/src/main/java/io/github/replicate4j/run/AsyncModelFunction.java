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

package io.github.replicate4j.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.predictions.PredictionStreams;
import io.github.replicate4j.internal.run.AsyncRunner;
import io.github.replicate4j.internal.run.ModelResolver;
import io.github.replicate4j.internal.run.ModelSchema;
import io.github.replicate4j.internal.run.ResolvedModel;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.stream.StreamEvent;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model as a function, reactive.
 *
 * @see ModelFunction
 */
public final class AsyncModelFunction {

    private final String model;

    private final AsyncRunner runner;

    private final PredictionStreams streams;

    private final PredictionCreator creation;

    private final Mono<ResolvedModel> choice;

    private final Mono<ModelSchema> schema;

    /**
     * Creates the function. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @throws IllegalArgumentException if the model is none of them
     */
    public AsyncModelFunction(Transport transport, ClientSettings settings, String model) {
        ModelReference reference = ModelReference.parse(model);
        ModelResolver lookup = new ModelResolver(new AsyncModels(transport, settings), reference);
        this.model = model;
        this.runner = new AsyncRunner(transport, settings);
        this.streams = new PredictionStreams(transport, settings);
        this.creation = new PredictionCreator(transport, settings);
        this.choice = once(Mono.defer(lookup::choice));
        this.schema = reference.version() == null
                ? this.choice.mapNotNull(ResolvedModel::schema)
                : once(Mono.defer(lookup::schemaOfVersion));
    }

    /** The model is looked up by the first who needs it, for all; a failure is not kept. */
    private static <T> Mono<T> once(Mono<T> lookup) {
        return lookup.cache(found -> Duration.ofMillis(Long.MAX_VALUE), failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /**
     * Runs the model and gives what it made.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#run(Object)
     */
    public Mono<AsyncOutput> run(Object input) {
        return run(request -> request.input(input));
    }

    /**
     * Runs the model and gives what it made.
     *
     * @param request fills the request, which names the model already
     * @return what the model made
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#run(Consumer)
     */
    public Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request) {
        return this.runner.run(request(request), this.choice);
    }

    /**
     * Creates a prediction of the model.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#create(Object)
     */
    public Mono<Prediction> create(Object input) {
        return create(request -> request.input(input));
    }

    /**
     * Creates a prediction of the model.
     *
     * @param request fills the request, which names the model already
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#create(Consumer)
     */
    public Mono<Prediction> create(Consumer<RunRequest.Builder> request) {
        return this.runner.create(request(request), this.choice);
    }

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return pieces of text
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#stream(Object)
     */
    public Flux<String> stream(Object input) {
        return PredictionStreams.text(streamEvents(input));
    }

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param request fills the request, which names the model already
     * @return pieces of text
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#stream(Consumer)
     */
    public Flux<String> stream(Consumer<RunRequest.Builder> request) {
        return PredictionStreams.text(streamEvents(request));
    }

    /**
     * Runs the model and streams the files that it puts out.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return files; {@link IllegalStateException} if an output is none
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#streamFiles(Object)
     */
    public Flux<AsyncFileOutput> streamFiles(Object input) {
        return this.streams.files(streamEvents(input));
    }

    /**
     * Runs the model and streams the files that it puts out.
     *
     * @param request fills the request, which names the model already
     * @return files; {@link IllegalStateException} if an output is none
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#streamFiles(Consumer)
     */
    public Flux<AsyncFileOutput> streamFiles(Consumer<RunRequest.Builder> request) {
        return this.streams.files(streamEvents(request));
    }

    /**
     * Runs the model and streams what happens.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what happens, to the end
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#streamEvents(Object)
     */
    public Flux<StreamEvent> streamEvents(Object input) {
        return streamEvents(request -> request.input(input));
    }

    /**
     * Runs the model and streams what happens.
     *
     * @param request fills the request, which names the model already
     * @return what happens, to the end
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#streamEvents(Consumer)
     */
    public Flux<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request) {
        return this.runner.streamEvents(request(request), this.choice);
    }

    /**
     * Returns what the model takes and puts out.
     *
     * @return the description, or nothing if the model has none
     * @see ModelFunction#openapiSchema()
     */
    public Mono<Map<String, @Nullable Object>> openapiSchema() {
        return this.schema.map(ModelSchema::resolved);
    }

    public String model() {
        return this.model;
    }

    void abandon(Prediction created) {
        this.creation.abandon(created);
    }

    private RunRequest request(Consumer<RunRequest.Builder> fill) {
        RunRequest.Builder builder = RunRequest.builder().model(this.model);
        fill.accept(builder);
        RunRequest request = builder.build();
        if (!request.model().equals(this.model)) {
            throw new IllegalArgumentException("model must not be set: this function runs " + this.model);
        }
        return request;
    }

    @Override
    public String toString() {
        return "ModelFunction[" + this.model + "]";
    }
}
