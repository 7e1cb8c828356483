/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileInput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.upload.InputTypes;
import io.github.replicate4j.run.Input;
import java.lang.reflect.Parameter;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/** Converts the arguments of a method to the input of a model. */
final class MethodInput {

    /** Types of single fields, in addition to files and those of {@link ClassUtils#isSimpleValueType}. */
    private static final List<Class<?>> FIELD_TYPES =
            List.of(Iterable.class, TemporalAmount.class, FileInput.class, FileOutput.class, AsyncFileOutput.class);

    private final ModelMethod method;

    /** Field of each parameter; {@code null} if the only parameter is the whole input. */
    private final @Nullable List<Field> fields;

    private MethodInput(ModelMethod method, @Nullable List<Field> fields) {
        this.method = method;
        this.fields = fields;
    }

    static MethodInput of(ModelMethod method) {
        Parameter[] parameters = method.method().getParameters();
        @Nullable String @Nullable [] names = new DefaultParameterNameDiscoverer().getParameterNames(method.method());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < method.parameterCount(); i++) {
            String name = names == null ? null : names[i];
            String label = name == null ? "parameter " + (i + 1) : "parameter '" + name + "'";
            Input annotation = parameters[i].getAnnotation(Input.class);
            if (annotation == null && isWholeInput(method, i, label)) {
                if (method.parameterCount() == 1) {
                    return new MethodInput(method, null);
                }
                throw method.invalid(label + " is the whole input, so it must be the only parameter: annotate it with"
                        + " @Input if it is one field of the input");
            }
            String field = annotation != null && !annotation.value().isEmpty() ? annotation.value() : snakeCase(name);
            if (field == null || field.isBlank()) {
                throw method.invalid(label + " has no name: annotate it with @Input(\"name_of_the_input\")"
                        + (name == null ? ", or compile with -parameters (Kotlin: -java-parameters)" : ""));
            }
            if (fields.stream().anyMatch(other -> other.name().equals(field))) {
                throw method.invalid(label + " is the input field '" + field + "', as another parameter is: rename one"
                        + " of them with @Input");
            }
            fields.add(new Field(field, method.parameterType(i)));
        }
        return new MethodInput(method, List.copyOf(fields));
    }

    private static @Nullable String snakeCase(@Nullable String name) {
        return name == null ? null : Json.fieldName(name);
    }

    private static boolean isWholeInput(ModelMethod method, int index, String label) {
        Class<?> type = method.parameterType(index);
        if (type == Object.class) {
            throw method.invalid(label + " has type Object: annotate it with @Input if it is one field of the input, or"
                    + " declare it as a Map, a record or a bean if it is the whole input");
        }
        String rejection = InputTypes.rejection(type);
        if (rejection != null) {
            throw method.invalid(label + ": " + rejection);
        }
        return !type.isArray()
                && !ClassUtils.isSimpleValueType(type)
                && !KotlinDetector.isInlineClass(type)
                && !InputTypes.isField(type)
                && FIELD_TYPES.stream().noneMatch(fieldType -> fieldType.isAssignableFrom(type));
    }

    /** Return the field of each parameter, or {@code null} if the only parameter is the whole input. */
    @Nullable
    List<String> fieldNames() {
        return this.fields == null
                ? null
                : this.fields.stream().map(Field::name).toList();
    }

    Object convert(@Nullable Object[] arguments) {
        if (this.fields == null) {
            Object whole = arguments[0];
            if (whole == null) {
                throw this.method.invalid("the input must not be null");
            }
            return whole;
        }
        Map<String, Object> input = new LinkedHashMap<>();
        for (int i = 0; i < this.fields.size(); i++) {
            Object argument = arguments[i];
            if (argument != null) {
                Field field = this.fields.get(i);
                input.put(field.name(), KotlinSignature.box(argument, field.type()));
            }
        }
        return input;
    }

    private record Field(String name, Class<?> type) {}
}
