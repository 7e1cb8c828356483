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
import java.lang.reflect.Type;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Maps the return type of a method to the operation of the model function that produces it. */
final class MethodResult {

    private final ModelMethod method;

    private MethodResult(ModelMethod method) {
        this.method = method;
    }

    /** Produces a result from an input. */
    @FunctionalInterface
    interface Operation {

        Function<Object, ?> of(AsyncModelFunction function);
    }

    /**
     * Return the operation that produces the result of a method.
     *
     * @throws IllegalArgumentException if no operation produces the return type
     */
    static Operation operation(ModelMethod method) {
        return new MethodResult(method).operation(method.returnType());
    }

    private Operation operation(ResolvableType returnType) {
        Class<?> type = returnType.resolve(Object.class);
        Class<?> element = returnType.getGeneric(0).resolve(Object.class);
        if (Coroutines.isFlow(type)) {
            Coroutines.requireLibrary(this.method);
            Operation flux = supported(flux(element));
            return function -> flux.of(function).andThen(elements -> Coroutines.flow((Flux<?>) elements));
        }
        if (this.method.isSuspending()) {
            Coroutines.requireLibrary(this.method);
            return type == Prediction.class ? MethodResult::asyncCreate : reactive(returnType);
        }
        if (type == Prediction.class) {
            return blocking(function -> input -> function.create(input));
        }
        if (type == Stream.class) {
            return supported(stream(element));
        }
        if (type == Flux.class) {
            return supported(flux(element));
        }
        if (type == Mono.class) {
            return element == Prediction.class ? MethodResult::asyncCreate : reactive(returnType.getGeneric(0));
        }
        Type output = new OutputType(this.method, false).resolve(returnType);
        return function -> new TypedModelFunction<>(typed(function, output))::run;
    }

    private static @Nullable Operation stream(Class<?> element) {
        if (element == String.class) {
            return blocking(function -> input -> function.stream(input));
        }
        if (element == StreamEvent.class) {
            return blocking(function -> input -> function.streamEvents(input));
        }
        return element == FileOutput.class ? blocking(function -> input -> function.streamFiles(input)) : null;
    }

    private static @Nullable Operation flux(Class<?> element) {
        if (element == String.class) {
            return function -> input -> function.stream(input);
        }
        if (element == StreamEvent.class) {
            return function -> input -> function.streamEvents(input);
        }
        return element == AsyncFileOutput.class ? function -> input -> function.streamFiles(input) : null;
    }

    private static Function<Object, ?> asyncCreate(AsyncModelFunction function) {
        return input -> function.create(input);
    }

    private static Operation blocking(Function<ModelFunction, Function<Object, ?>> operation) {
        return function -> operation.apply(new ModelFunction(function));
    }

    private Operation reactive(ResolvableType output) {
        Type resolved = new OutputType(this.method, true).resolve(output);
        return function -> typed(function, resolved)::run;
    }

    private Operation supported(@Nullable Operation operation) {
        if (operation == null) {
            throw this.method.invalid("it returns " + this.method.returnType() + ", but the elements of a Stream must"
                    + " be String, StreamEvent or FileOutput, and those of a Flux String, StreamEvent or AsyncFileOutput,"
                    + " as those of a Flow");
        }
        return operation;
    }

    private static AsyncTypedModelFunction<Object, Object> typed(AsyncModelFunction function, Type output) {
        return new DefaultAsyncTypedModelFunction<>(function, output);
    }
}
