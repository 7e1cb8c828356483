/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.AsyncTypedModelFunction;
import io.github.replicate4j.run.ModelFunction;
import io.github.replicate4j.run.TypedModelFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Maps the return type of a method to the operation of the model function that produces it. */
final class MethodResult {

    private final ModelMethod method;

    private final AsyncModelFunction async;

    private final ModelFunction blocking;

    private MethodResult(ModelMethod method, AsyncModelFunction async) {
        this.method = method;
        this.async = async;
        this.blocking = new ModelFunction(async);
    }

    /** Return the operation that produces a result from an input. */
    static Function<Object, ?> operation(ModelMethod method, AsyncModelFunction function) {
        return new MethodResult(method, function).operation(method.returnType());
    }

    private Function<Object, ?> operation(ResolvableType returnType) {
        Class<?> type = returnType.resolve(Object.class);
        Class<?> element = returnType.getGeneric(0).resolve(Object.class);
        if (Coroutines.isFlow(type)) {
            Coroutines.requireLibrary(this.method);
            return supported(flux(element)).andThen(elements -> Coroutines.flow((Flux<?>) elements));
        }
        if (this.method.isSuspending()) {
            Coroutines.requireLibrary(this.method);
            return type == Prediction.class ? input -> this.async.create(input) : typed(returnType, true)::run;
        }
        if (type == Prediction.class) {
            return input -> this.blocking.create(input);
        }
        if (type == Stream.class) {
            return supported(stream(element));
        }
        if (type == Flux.class) {
            return supported(flux(element));
        }
        if (type == Mono.class && element == Prediction.class) {
            return input -> this.async.create(input);
        }
        if (type == Mono.class) {
            return typed(returnType.getGeneric(0), true)::run;
        }
        return new TypedModelFunction<>(typed(returnType, false))::run;
    }

    private @Nullable Function<Object, ?> stream(Class<?> element) {
        if (element == String.class) {
            return input -> this.blocking.stream(input);
        }
        if (element == StreamEvent.class) {
            return input -> this.blocking.streamEvents(input);
        }
        return element == FileOutput.class ? input -> this.blocking.streamFiles(input) : null;
    }

    private @Nullable Function<Object, ?> flux(Class<?> element) {
        if (element == String.class) {
            return input -> this.async.stream(input);
        }
        if (element == StreamEvent.class) {
            return input -> this.async.streamEvents(input);
        }
        return element == AsyncFileOutput.class ? input -> this.async.streamFiles(input) : null;
    }

    private Function<Object, ?> supported(@Nullable Function<Object, ?> operation) {
        if (operation == null) {
            throw this.method.invalid("it returns " + this.method.returnType() + ", but the elements of a Stream must"
                    + " be String, StreamEvent or FileOutput, and those of a Flux String, StreamEvent or AsyncFileOutput,"
                    + " as those of a Flow");
        }
        return operation;
    }

    private AsyncTypedModelFunction<Object, Object> typed(ResolvableType output, boolean reactive) {
        return new DefaultAsyncTypedModelFunction<>(this.async, new OutputType(this.method, reactive).resolve(output));
    }
}
