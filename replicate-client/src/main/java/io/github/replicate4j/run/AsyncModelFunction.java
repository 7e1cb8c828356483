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
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.stream.StreamEvent;
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
public interface AsyncModelFunction {

    /**
     * Runs the model and gives what it made.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#run(Object)
     */
    Mono<AsyncOutput> run(Object input);

    /**
     * Runs the model and gives what it made.
     *
     * @param request fills the request, which names the model already
     * @return what the model made
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#run(Consumer)
     */
    Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request);

    /**
     * Creates a prediction of the model.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#create(Object)
     */
    Mono<Prediction> create(Object input);

    /**
     * Creates a prediction of the model.
     *
     * @param request fills the request, which names the model already
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#create(Consumer)
     */
    Mono<Prediction> create(Consumer<RunRequest.Builder> request);

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return pieces of text
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#stream(Object)
     */
    Flux<String> stream(Object input);

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param request fills the request, which names the model already
     * @return pieces of text
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#stream(Consumer)
     */
    Flux<String> stream(Consumer<RunRequest.Builder> request);

    /**
     * Runs the model and streams the files that it puts out.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return files; {@link IllegalStateException} if an output is none
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#streamFiles(Object)
     */
    Flux<AsyncFileOutput> streamFiles(Object input);

    /**
     * Runs the model and streams the files that it puts out.
     *
     * @param request fills the request, which names the model already
     * @return files; {@link IllegalStateException} if an output is none
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#streamFiles(Consumer)
     */
    Flux<AsyncFileOutput> streamFiles(Consumer<RunRequest.Builder> request);

    /**
     * Runs the model and streams what happens.
     *
     * @param input a {@link Map} with the model's own names, or a record or bean whose names become snake case
     * @return what happens, to the end
     * @throws IllegalArgumentException if the input is {@code null}
     * @see ModelFunction#streamEvents(Object)
     */
    Flux<StreamEvent> streamEvents(Object input);

    /**
     * Runs the model and streams what happens.
     *
     * @param request fills the request, which names the model already
     * @return what happens, to the end
     * @throws IllegalArgumentException if something is missing or out of range
     * @see ModelFunction#streamEvents(Consumer)
     */
    Flux<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request);

    /**
     * Returns what the model takes and puts out.
     *
     * @return the description, or nothing if the model has none
     * @see ModelFunction#openapiSchema()
     */
    Mono<Map<String, @Nullable Object>> openapiSchema();

    /**
     * Return the model that this function runs.
     *
     * @return the reference that {@code use} was called with
     */
    String model();
}
