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

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.Prediction;
import java.util.stream.Stream;

/**
 * A model as a function whose input and output have types. {@link Output#as(Class)} lists what an output can be read as.
 *
 * <pre>{@code
 * record Question(String prompt, int maxTokens) {}
 * TypedModelFunction<Question, String> ask = replicate.use("owner/name", Question.class, String.class);
 * String answer = ask.run(new Question("Why?", 100));
 * }</pre>
 *
 * @param <I> the input: a record or bean whose names become snake case, or a {@link java.util.Map}
 * @param <O> the output
 */
public final class TypedModelFunction<I, O> {

    private final AsyncTypedModelFunction<I, O> async;

    /**
     * Wraps a reactive function. Applications get it from the client.
     *
     * @param async does the work
     */
    public TypedModelFunction(AsyncTypedModelFunction<I, O> async) {
        this.async = async;
    }

    /**
     * Runs the model and returns what it made, as {@link ModelFunction#run(Object)}.
     *
     * @param input the input
     * @return what the model made
     * @throws IllegalArgumentException if the input is {@code null} or no JSON object
     * @throws UnreadableJsonException if the output does not fit its type
     * @throws IllegalStateException if there is no output, or no text or not one file where one is expected
     * @throws ReplicateException as {@link ModelFunction#run(Object)}
     */
    public O run(I input) {
        return Blocking.value(this.async.run(input));
    }

    /**
     * Creates a prediction of the model, as {@link ModelFunction#create(Object)}.
     *
     * @param input the input
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the input is {@code null} or no JSON object
     * @throws ReplicateException if it was not created
     */
    public Prediction create(I input) {
        return Blocking.value(this.async.create(input), AbandonableCreates.handler(this.async));
    }

    /**
     * Runs the model and streams the text that it puts out, as {@link ModelFunction#stream(Object)}.
     *
     * @param input the input
     * @return pieces of text, as the model puts them out; close the stream
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<String> stream(I input) {
        return Blocking.stream(this.async.stream(input));
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
