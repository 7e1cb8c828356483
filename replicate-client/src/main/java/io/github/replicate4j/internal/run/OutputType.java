/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.content.ContentTypes;
import io.github.replicate4j.internal.json.KotlinTypes;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.reactivestreams.Publisher;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;

/**
 * Resolves and validates the output type of a method. An invalid type is rejected early: otherwise the conversion would fail
 * only after the model ran and was billed.
 */
final class OutputType {

    private static final List<Class<?>> UNSUPPORTED_TYPES = List.of(
            void.class,
            Void.class,
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Future.class,
            CompletionStage.class,
            BaseStream.class,
            Publisher.class,
            Prediction.class,
            StreamEvent.class);

    private static final Set<String> UNSUPPORTED_KOTLIN_TYPES = Set.of(
            "kotlin.Unit",
            "kotlin.sequences.Sequence",
            "kotlinx.coroutines.Deferred",
            "kotlinx.coroutines.channels.ReceiveChannel",
            "kotlinx.coroutines.flow.Flow");

    private final ModelMethod method;

    private final boolean reactive;

    OutputType(ModelMethod method, boolean reactive) {
        this.method = method;
        this.reactive = reactive;
    }

    Type resolve(ResolvableType output) {
        Class<?> type = output.resolve(Object.class);
        if (type == Output.class && !this.reactive || type == AsyncOutput.class) {
            return type;
        }
        Type resolved = resolveVariables(output).getType();
        String rejection = KotlinTypes.rejection(resolved);
        if (rejection != null) {
            throw invalid("but " + rejection);
        }
        return resolved;
    }

    /** Replace type variables with their types and check each type, at any depth. */
    private ResolvableType resolveVariables(ResolvableType output) {
        Class<?> type = output.resolve(Object.class);
        rejectRawType(output);
        check(type);
        if (type.isArray()) {
            return ResolvableType.forArrayComponent(resolveVariables(output.getComponentType()));
        }
        ResolvableType[] arguments = output.getGenerics();
        if (arguments.length == 0) {
            return ResolvableType.forClass(type);
        }
        return ResolvableType.forClassWithGenerics(
                type, Arrays.stream(arguments).map(this::resolveVariables).toArray(ResolvableType[]::new));
    }

    /**
     * Reject a type without its type arguments. Its generics are its own type variables, which neither the interface nor a
     * supertype declares.
     */
    private void rejectRawType(ResolvableType output) {
        if (output.getType() instanceof TypeVariable<?> variable
                && variable.getGenericDeclaration() instanceof Class<?> declaring
                && !declaring.isAssignableFrom(this.method.type())) {
            throw invalid("in which " + declaring.getSimpleName() + " has no type arguments: declare them");
        }
    }

    private void check(Class<?> type) {
        if (KotlinDetector.isInlineClass(type)) {
            throw invalid(
                    "but a value class is replaced by the value that it contains: return that value, or a data class");
        }
        if (this.reactive && (type == FileOutput.class || type == Output.class)) {
            throw invalid("but a Mono or a suspending function must not return a blocking type: use Async"
                    + type.getSimpleName());
        }
        if (isOneOf(UNSUPPORTED_TYPES, type)
                || UNSUPPORTED_KOTLIN_TYPES.contains(type.getName())
                || type == Output.class
                || type == AsyncOutput.class) {
            throw invalid(
                    "which no output can be converted to: return the output itself (String, FileOutput, Output, a number,"
                            + " a record, a List or a Map of them), a Stream, the Prediction, a Mono or a Flux");
        }
        if (ContentTypes.include(type)) {
            throw invalid(
                    "but file content is not downloaded with the output: use FileOutput or AsyncFileOutput, and read its"
                            + " content");
        }
    }

    private static boolean isOneOf(List<Class<?>> types, Class<?> type) {
        return types.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    private IllegalArgumentException invalid(String reason) {
        return this.method.invalid("it returns " + this.method.returnType() + ", " + reason);
    }
}
