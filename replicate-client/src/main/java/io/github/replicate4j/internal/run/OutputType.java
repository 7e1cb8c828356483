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

import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.content.ContentTypes;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.stream.StreamEvent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;

/**
 * The type that the output of a model is read as for a method. What no output can be is refused: it would be found out only
 * when the model has run and has been paid for.
 */
final class OutputType {

    private static final List<Class<?>> NO_OUTPUT = List.of(
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

    private final ModelMethod method;

    private final boolean reactive;

    OutputType(ModelMethod method, boolean reactive) {
        this.method = method;
        this.reactive = reactive;
    }

    Type of(ResolvableType output) {
        Class<?> type = output.resolve(Object.class);
        return type == Output.class && !this.reactive || type == AsyncOutput.class
                ? type
                : part(output).getType();
    }

    /** The type with what stands for its variables, at any depth. */
    private ResolvableType part(ResolvableType part) {
        Class<?> type = part.resolve(Object.class);
        checkIsNamed(part);
        check(type);
        if (type.isArray()) {
            return ResolvableType.forArrayComponent(part(part.getComponentType()));
        }
        ResolvableType[] arguments = part.getGenerics();
        if (arguments.length == 0) {
            return ResolvableType.forClass(type);
        }
        return ResolvableType.forClassWithGenerics(
                type, Arrays.stream(arguments).map(this::part).toArray(ResolvableType[]::new));
    }

    /** A variable of a type outside of the interface stands for nothing: that type is raw. */
    private void checkIsNamed(ResolvableType part) {
        if (part.getType() instanceof TypeVariable<?> variable
                && variable.getGenericDeclaration() instanceof Class<?> declaring
                && !declaring.isAssignableFrom(this.method.type())) {
            throw refused("in which " + declaring.getSimpleName() + " has no type arguments: say what it holds");
        }
    }

    private void check(Class<?> type) {
        if (this.reactive && (type == FileOutput.class || type == Output.class)) {
            throw refused("but what blocks does not go with a Mono: say Async" + type.getSimpleName());
        }
        if (isOneOf(NO_OUTPUT, type) || type == Output.class || type == AsyncOutput.class) {
            throw refused(
                    "which no output can be read as: return the output itself (String, FileOutput, Output, a number,"
                            + " a record, a List or a Map of them), a Stream of what is put out, the Prediction, or a Mono or Flux");
        }
        if (ContentTypes.include(type)) {
            throw refused(
                    "but the content of a file is not read along: say FileOutput or AsyncFileOutput, and read that");
        }
    }

    private static boolean isOneOf(List<Class<?>> types, Class<?> type) {
        return types.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    private IllegalArgumentException refused(String why) {
        return this.method.refused("it returns " + this.method.returned() + ", " + why);
    }
}
