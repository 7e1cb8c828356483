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
 * A model as a reactive function.
 *
 * @since 0.1.0
 * @see ModelFunction
 */
public interface AsyncModelFunction {

    /**
     * Run the model and emit its output.
     *
     * @see ModelFunction#run(Object)
     */
    Mono<AsyncOutput> run(Object input);

    /**
     * Run the model and emit its output.
     *
     * @see ModelFunction#run(Consumer)
     */
    Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request);

    /**
     * Create a prediction of the model.
     *
     * @see ModelFunction#create(Object)
     */
    Mono<Prediction> create(Object input);

    /**
     * Create a prediction of the model.
     *
     * @see ModelFunction#create(Consumer)
     */
    Mono<Prediction> create(Consumer<RunRequest.Builder> request);

    /**
     * Run the model and stream its text output.
     *
     * @see ModelFunction#stream(Object)
     */
    Flux<String> stream(Object input);

    /**
     * Run the model and stream its text output.
     *
     * @see ModelFunction#stream(Consumer)
     */
    Flux<String> stream(Consumer<RunRequest.Builder> request);

    /**
     * Run the model and stream the files in its output.
     *
     * @see ModelFunction#streamFiles(Object)
     */
    Flux<AsyncFileOutput> streamFiles(Object input);

    /**
     * Run the model and stream the files in its output.
     *
     * @see ModelFunction#streamFiles(Consumer)
     */
    Flux<AsyncFileOutput> streamFiles(Consumer<RunRequest.Builder> request);

    /**
     * Run the model and stream its events.
     *
     * @see ModelFunction#streamEvents(Object)
     */
    Flux<StreamEvent> streamEvents(Object input);

    /**
     * Run the model and stream its events.
     *
     * @see ModelFunction#streamEvents(Consumer)
     */
    Flux<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request);

    /**
     * Emit the OpenAPI schema of the model, or complete empty if it has none.
     *
     * @see ModelFunction#openapiSchema()
     */
    Mono<Map<String, @Nullable Object>> openapiSchema();

    /**
     * Return the model reference that {@code use} was called with.
     *
     * @see ModelFunction#model()
     */
    String model();
}
