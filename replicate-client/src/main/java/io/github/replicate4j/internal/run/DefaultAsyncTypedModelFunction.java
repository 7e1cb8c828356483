/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.json.KotlinTypes;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.AsyncTypedModelFunction;
import java.lang.reflect.Type;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncTypedModelFunction}. */
public final class DefaultAsyncTypedModelFunction<I, O>
        implements AsyncTypedModelFunction<I, O>, AbandonableCreates<Prediction> {

    private final AsyncModelFunction function;

    private final ParameterizedTypeReference<O> outputType;

    /** @throws IllegalArgumentException if no output can be converted to the type */
    public DefaultAsyncTypedModelFunction(AsyncModelFunction function, Type outputType) {
        String rejection = KotlinTypes.rejection(outputType);
        if (rejection != null) {
            throw new IllegalArgumentException(rejection);
        }
        this.function = function;
        this.outputType = ParameterizedTypeReference.forType(outputType);
    }

    @Override
    public Mono<O> run(I input) {
        Mono<AsyncOutput> output = this.function instanceof DefaultAsyncModelFunction known
                ? known.run(input, this.outputType.getType())
                : this.function.run((Object) input);
        return ApplicationErrors.unwrap(output.map(each -> ApplicationErrors.call(() -> each.as(this.outputType))));
    }

    @Override
    public Mono<Prediction> create(I input) {
        return this.function.create((Object) input);
    }

    @Override
    public Flux<String> stream(I input) {
        return this.function.stream((Object) input);
    }

    @Override
    public void abandon(Prediction created) {
        AbandonableCreates.<Prediction>handler(this.function).accept(created);
    }

    @Override
    public String toString() {
        return this.function.toString();
    }
}
