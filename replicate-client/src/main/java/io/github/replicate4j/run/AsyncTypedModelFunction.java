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

import io.github.replicate4j.internal.run.OutputReader;
import io.github.replicate4j.predictions.Prediction;
import java.lang.reflect.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model as a function whose input and output have types, reactive.
 *
 * @param <I> the input
 * @param <O> the output
 * @see TypedModelFunction
 */
public final class AsyncTypedModelFunction<I, O> {

    private final AsyncModelFunction function;

    private final OutputReader reader;

    /**
     * Gives a function types. Applications get it from the client.
     *
     * @param function runs the model
     * @param outputType what outputs are read as
     */
    public AsyncTypedModelFunction(AsyncModelFunction function, Type outputType) {
        this.function = function;
        this.reader = new OutputReader(outputType);
    }

    /**
     * Runs the model and gives what it made.
     *
     * @param input the input
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#run
     */
    public Mono<O> run(I input) {
        return this.function.run((Object) input).map(this.reader::<O>read);
    }

    /**
     * Creates a prediction of the model.
     *
     * @param input the input
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#create
     */
    public Mono<Prediction> create(I input) {
        return this.function.create((Object) input);
    }

    /**
     * Runs the model and streams the text that it puts out.
     *
     * @param input the input
     * @return pieces of text
     * @throws IllegalArgumentException if the input is {@code null}
     * @see TypedModelFunction#stream
     */
    public Flux<String> stream(I input) {
        return this.function.stream((Object) input);
    }

    void abandon(Prediction created) {
        this.function.abandon(created);
    }

    @Override
    public String toString() {
        return this.function.toString();
    }
}
