/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.reactive.BlockingStreams;
import io.github.replicate4j.predictions.Prediction;
import java.util.stream.Stream;

/**
 * A model as a function with typed input and output. {@link Output#as(Class)} lists the types that an output can be
 * converted to.
 *
 * <pre>{@code
 * record Question(String prompt, int maxTokens) {}
 * TypedModelFunction<Question, String> model = replicate.use("owner/name", Question.class, String.class);
 * String answer = model.run(new Question("Why?", 100));
 * }</pre>
 *
 * @param <I> the input: a record or bean whose property names are converted to snake case, or a {@link java.util.Map}
 * @param <O> the output
 * @since 0.1.0
 */
public final class TypedModelFunction<I, O> {

    private final AsyncTypedModelFunction<I, O> async;

    /**
     * Create a blocking view of a reactive function. Applications get it from the client.
     *
     * @param async the reactive function
     */
    public TypedModelFunction(AsyncTypedModelFunction<I, O> async) {
        this.async = async;
    }

    /**
     * Run the model and return its output, as {@link ModelFunction#run(Object)}.
     *
     * @param input the input
     * @return the converted output
     * @throws IllegalArgumentException if the input is {@code null} or is not written as a JSON object
     * @throws UnreadableJsonException if the output does not match the type
     * @throws IllegalStateException if there is no output, or it is not text or one file as requested
     * @throws ReplicateException as {@link ModelFunction#run(Object)}
     */
    public O run(I input) {
        return Blocking.value(this.async.run(input));
    }

    /**
     * Create a prediction of the model, as {@link ModelFunction#create(Object)}.
     *
     * @param input the input
     * @return the prediction as created
     * @throws IllegalArgumentException if the input is {@code null} or is not written as a JSON object
     * @throws ReplicateException if a request fails
     */
    public Prediction create(I input) {
        return Blocking.value(this.async.create(input), AbandonableCreates.handler(this.async));
    }

    /**
     * Run the model and stream its text output, as {@link ModelFunction#stream(Object)}.
     *
     * @param input the input
     * @return the output tokens; must be closed
     * @throws IllegalArgumentException if the input is {@code null}
     */
    public Stream<String> stream(I input) {
        return BlockingStreams.stream(this.async.stream(input));
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
