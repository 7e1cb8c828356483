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

import io.github.replicate4j.predictions.Prediction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model as a function whose input and output have types, reactive.
 *
 * @param <I> the input
 * @param <O> the output
 * @see TypedModelFunction
 */
public interface AsyncTypedModelFunction<I, O> {

    /**
     * Runs the model and gives what it made.
     *
     * @param input the input
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#run
     */
    Mono<O> run(I input);

    /**
     * Creates a prediction of the model.
     *
     * @param input the input
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#create
     */
    Mono<Prediction> create(I input);

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param input the input
     * @return pieces of text
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#stream
     */
    Flux<String> stream(I input);
}
