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
