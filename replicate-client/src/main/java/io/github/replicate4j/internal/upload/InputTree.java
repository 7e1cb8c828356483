/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.upload;

import io.github.replicate4j.internal.json.InputJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model input as maps, lists and values, with the files in it that are to be replaced by URLs.
 */
final class InputTree {

    private static final InputJson JSON = new InputJson(InputTypes.FILES);

    private final Map<String, @Nullable Object> root;

    /** The first place of each file, by {@link InputTypes#identity}. */
    private final Map<Object, String> places = new HashMap<>();

    private final List<Object> files = new ArrayList<>();

    /**
     * Convert an input and find its files.
     *
     * @throws IllegalArgumentException if it is not a JSON object, or contains a value that cannot be written as JSON
     */
    InputTree(Object input) {
        this.root = JSON.object(input);
        collect(this.root, "input");
    }

    /** Return the fields of the input, with the files in it. */
    Map<String, @Nullable Object> root() {
        return this.root;
    }

    private void collect(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> collect(each, place + "." + name));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), place + "[" + i + "]");
            }
        } else if (value != null
                && isFile(value)
                && this.places.putIfAbsent(InputTypes.identity(value), place) == null) {
            this.files.add(value);
        }
    }

    /** The conversion leaves only JSON values and those of {@link InputTypes#FILES}. */
    private static boolean isFile(Object value) {
        return !(value instanceof String || value instanceof Number || value instanceof Boolean);
    }

    /** Returns the files in the order of the input, each once. */
    List<Object> files() {
        return this.files;
    }

    /** Returns where a file is in the input, such as {@code input.images[1]}. */
    String place(Object file) {
        return String.valueOf(this.places.get(InputTypes.identity(file)));
    }

    /** Returns the input with its files replaced by URLs. */
    Map<String, @Nullable Object> with(Map<Object, ?> urls) {
        Map<Object, Object> byIdentity = new HashMap<>();
        urls.forEach((file, url) -> byIdentity.put(InputTypes.identity(file), url));
        return urls.isEmpty() ? this.root : replaced(this.root, byIdentity);
    }

    private static Map<String, @Nullable Object> replaced(Map<?, ?> map, Map<Object, ?> urls) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, each) -> copy.put(String.valueOf(name), value(each, urls)));
        return copy;
    }

    private static @Nullable Object value(@Nullable Object value, Map<Object, ?> urls) {
        if (value instanceof Map<?, ?> map) {
            return replaced(map, urls);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(each, urls)));
            return copy;
        }
        return value != null && isFile(value) ? urls.get(InputTypes.identity(value)) : value;
    }
}
