/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Creates unmodifiable copies of the collections in requests and responses, and replaces {@code null} by an empty one.
 */
public final class Immutables {

    private Immutables() {}

    /**
     * Copy a map.
     *
     * @param fields fields in their order, or {@code null}
     * @param <V> type of the values, which may be {@code null}
     */
    public static <V extends @Nullable Object> Map<String, V> map(@Nullable Map<String, V> fields) {
        if (fields == null) {
            return Map.of();
        }
        Map<String, V> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put(UnfitFields.originalName(name), value));
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Copy a list.
     *
     * @param elements elements in their order, or {@code null}
     * @return an unmodifiable copy without {@code null} elements
     */
    public static <T> List<T> list(@Nullable List<? extends @Nullable T> elements) {
        return elements == null
                ? List.of()
                : elements.stream()
                        .<T>map(element -> element)
                        .filter(Objects::nonNull)
                        .toList();
    }
}
