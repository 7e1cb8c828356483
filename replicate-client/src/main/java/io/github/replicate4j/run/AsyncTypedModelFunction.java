/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.predictions.Prediction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model as a reactive function with typed input and output.
 *
 * @param <I> the input
 * @param <O> the output
 * @since 0.1.0
 * @see TypedModelFunction
 */
public interface AsyncTypedModelFunction<I, O> {

    /**
     * Run the model and emit its output.
     *
     * @see TypedModelFunction#run
     */
    Mono<O> run(I input);

    /**
     * Create a prediction of the model.
     *
     * @see TypedModelFunction#create
     */
    Mono<Prediction> create(I input);

    /**
     * Run the model and stream its text output.
     *
     * @see TypedModelFunction#stream
     */
    Flux<String> stream(I input);
}
