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

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncModelFunction;
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

    public DefaultAsyncTypedModelFunction(AsyncModelFunction function, Type outputType) {
        this.function = function;
        this.outputType = ParameterizedTypeReference.forType(outputType);
    }

    @Override
    public Mono<O> run(I input) {
        return this.function.run((Object) input).map(output -> output.as(this.outputType));
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
