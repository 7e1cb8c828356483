/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.files.FileInput;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Uses generated types by reflection. */
final class GeneratedTypes {

    static final String DATA_URL = "data:text/plain;base64,aGVsbG8=";

    private GeneratedTypes() {}

    /**
     * Return an input whose fields are all set.
     *
     * @param properties the declarations of the fields
     */
    static Object filledInput(Class<?> type, Map<?, ?> properties) {
        return filledInput(type, properties, 0);
    }

    private static Object filledInput(Class<?> type, Map<?, ?> properties, int depth) {
        try {
            Object builder = type.getMethod("builder").invoke(null);
            for (Method setter : builder.getClass().getMethods()) {
                if (setter.getReturnType() == builder.getClass() && setter.getParameterCount() == 1) {
                    Object value = value(setter.getGenericParameterTypes()[0], number(setter, properties), depth);
                    if (value != null) {
                        setter.invoke(builder, value);
                    }
                }
            }
            return builder.getClass().getMethod("build").invoke(builder);
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(type.getName(), ex);
        }
    }

    /** Return the default of a field, or else its minimum. */
    private static Number number(Method setter, Map<?, ?> properties) {
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            Map<?, ?> declared = (Map<?, ?>) property.getValue();
            if (String.valueOf(property.getKey()).replaceAll("\\W|_", "").equalsIgnoreCase(setter.getName())) {
                Object number = declared.get("default") instanceof Number value ? value : declared.get("minimum");
                return number instanceof Number value ? value : 1;
            }
        }
        return 1;
    }

    private static Object value(Type type, Number number, int depth) {
        if (type instanceof ParameterizedType generic) {
            Object item = generic.getRawType() == List.class
                    ? value(generic.getActualTypeArguments()[0], number, depth)
                    : null;
            return generic.getRawType() == Map.class
                    ? Map.of("key", "value")
                    : item == null ? List.of() : List.of(item);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw == String.class || raw == Object.class) {
            return "text";
        }
        if (raw == Integer.class) {
            return number.intValue();
        }
        if (raw == Long.class) {
            return number.longValue();
        }
        if (raw == Double.class) {
            return number.doubleValue();
        }
        if (raw == Boolean.class) {
            return true;
        }
        if (raw == FileInput.class) {
            return FileInput.of(URI.create(DATA_URL));
        }
        return depth > 2 ? null : filledInput(raw, Map.of(), depth + 1);
    }

    /** Call a method of an interface with one parameter, or none. */
    static Object call(Object model, String name, Object input) throws ReflectiveOperationException {
        Class<?> type = model.getClass().getInterfaces()[0];
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name) && !each.isDefault())
                .findFirst()
                .orElseThrow();
        return input == null ? method.invoke(model) : method.invoke(model, input);
    }

    static boolean isJsonName(Method accessor, String name) {
        JsonProperty property = accessor.getAnnotation(JsonProperty.class);
        return property != null && property.value().equals(name);
    }
}
