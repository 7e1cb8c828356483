/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.contract.InputContract;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares the methods of a {@link io.github.replicate4j.run.ReplicateModel} interface with the schema of the model. */
public final class InterfaceContract {

    private final Class<?> type;

    private final SchemaDocument document;

    private final @Nullable InputContract input;

    private InterfaceContract(Class<?> type, Map<String, @Nullable Object> openapiSchema) {
        this.type = type;
        this.document = new SchemaDocument(openapiSchema);
        SchemaType declared = ModelSchema.of(openapiSchema).input();
        this.input = declared == null ? null : new InputContract(declared);
    }

    /**
     * Return the model that an interface names.
     *
     * @throws IllegalArgumentException if the type is not an interface that names a model
     */
    public static String model(Class<?> type) {
        return ModelInterfaceProxy.model(type);
    }

    /**
     * Return what does not match the schema, with the method: empty if everything matches.
     *
     * @throws IllegalArgumentException if a method is invalid for any schema
     */
    public static List<String> mismatches(Class<?> type, Map<String, @Nullable Object> openapiSchema) {
        return new InterfaceContract(type, openapiSchema).compare();
    }

    private List<String> compare() {
        List<String> mismatches = new ArrayList<>();
        Arrays.stream(this.type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method))
                .map(method -> new ModelMethod(this.type, method))
                .filter(method -> DefaultMethod.of(method) == null)
                .sorted(Comparator.comparing(ModelMethod::toString))
                .forEach(method -> {
                    inputs(method).forEach(reason -> mismatches.add(method + ": " + reason));
                    String output = output(method);
                    if (output != null) {
                        mismatches.add(method + ": " + output);
                    }
                });
        return mismatches;
    }

    private List<String> inputs(ModelMethod declared) {
        declared.rejectTypeVariables();
        List<String> names = MethodInput.of(declared).fieldNames();
        if (this.input == null) {
            return List.of();
        }
        Method method = declared.method();
        if (names == null) {
            return this.input.mismatches(parameter(method, 0));
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), parameter(method, i));
        }
        return this.input.mismatches(fields);
    }

    private Type parameter(Method method, int index) {
        ResolvableType parameter = ResolvableType.forMethodParameter(method, index, this.type);
        return parameter.hasUnresolvableGenerics() ? parameter.resolve(Object.class) : parameter.getType();
    }

    private @Nullable String output(ModelMethod method) {
        MethodResult.operation(method);
        ResolvableType returned = method.returnType();
        ResolvableType output = returned.resolve() == Mono.class ? returned.getGeneric(0) : returned;
        Class<?> raw = output.resolve(Object.class);
        if (raw == Stream.class || raw == Flux.class || Coroutines.isFlow(raw)) {
            Class<?> element = output.getGeneric(0).resolve(Object.class);
            boolean files = element == FileOutput.class || element == AsyncFileOutput.class;
            return files ? new OutputCheck(this.document).mismatch(element) : null;
        }
        boolean anyOutput =
                Stream.of(Prediction.class, Output.class, AsyncOutput.class).anyMatch(each -> each == raw);
        return anyOutput ? null : new OutputCheck(this.document).mismatch(output.getType());
    }
}
