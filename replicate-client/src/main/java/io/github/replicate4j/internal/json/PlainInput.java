/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies inputs that consist of JSON values and files already, as most inputs do. Jackson takes several times as long. */
final class PlainInput {

    /** An input may contain itself. */
    private static final int MAX_DEPTH = 20;

    private static final Module JAVA = Object.class.getModule();

    private final Collection<Class<?>> embeddedTypes;

    /** @param embeddedTypes types of values that are not converted */
    PlainInput(Collection<Class<?>> embeddedTypes) {
        this.embeddedTypes = embeddedTypes;
    }

    /** Return a copy of a map, or {@code null} if Jackson must convert or reject the input. */
    @Nullable
    Map<String, @Nullable Object> copy(Object input) {
        return input instanceof Map<?, ?> map && isPlain(map, MAX_DEPTH) ? copy(map) : null;
    }

    private boolean isPlain(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return isPlainContainer(map, depth)
                    && map.entrySet().stream()
                            .allMatch(entry -> isPlainText(entry.getKey()) && isPlain(entry.getValue(), depth - 1));
        }
        if (value instanceof List<?> list) {
            return isPlainContainer(list, depth) && list.stream().allMatch(each -> isPlain(each, depth - 1));
        }
        return value == null
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double number && Double.isFinite(number)
                || isPlainText(value)
                || this.embeddedTypes.stream().anyMatch(type -> type.isInstance(value));
    }

    /** Other maps and lists can have annotations for Jackson. */
    private static boolean isPlainContainer(Object container, int depth) {
        return depth > 0 && container.getClass().getModule() == JAVA;
    }

    private static boolean isPlainText(@Nullable Object value) {
        return value instanceof String text && CheckedGenerator.unpairedSurrogate(text) < 0;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, copyOf(value)));
        return copy;
    }

    private static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(copyOf(each)));
            return copy;
        }
        return value;
    }
}
