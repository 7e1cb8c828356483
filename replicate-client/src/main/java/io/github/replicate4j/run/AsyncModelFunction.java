/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
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
