/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.schema.SchemaDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts an output according to its schema: concatenated lists become one text, URLs of files become files. Without a
 * schema, it detects text and files as {@code text()} and {@code files()} do.
 */
public final class OutputConverter {

    private final OutputFiles files;

    private final @Nullable SchemaDocument schema;

    public OutputConverter(OutputFiles files, @Nullable SchemaDocument schema) {
        this.files = files;
        this.schema = schema;
    }

    @Nullable
    public Object convert(@Nullable Object raw) {
        Map<?, ?> output = this.schema == null ? null : this.schema.output();
        if (this.schema != null && output != null && !output.isEmpty()) {
            return convertBySchema(raw, output, this.schema);
        }
        return raw instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(this::isText)
                ? join(list)
                : convertWithoutSchema(raw);
    }

    private boolean isText(@Nullable Object value) {
        return value instanceof String text && !this.files.isFile(text);
    }

    private static String join(List<?> list) {
        return list.stream().map(String.class::cast).collect(Collectors.joining());
    }

    private @Nullable Object convertWithoutSchema(@Nullable Object value) {
        if (value instanceof String text) {
            return fileOrText(text);
        }
        if (value instanceof List<?> list) {
            return items(list, this::convertWithoutSchema);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(String.valueOf(name), convertWithoutSchema(field)));
            return Collections.unmodifiableMap(fields);
        }
        return value;
    }

    private Object fileOrText(String text) {
        return this.files.isFile(text) ? this.files.file(text) : text;
    }

    private @Nullable Object convertBySchema(
            @Nullable Object value, @Nullable Object declared, SchemaDocument document) {
        Map<?, ?> schema = declared instanceof Map<?, ?> map
                ? matchingSchema(value, map, document, Collections.newSetFromMap(new IdentityHashMap<>()))
                : null;
        if (value == null || schema == null) {
            return value;
        }
        if (value instanceof String text) {
            return "uri".equals(schema.get("format")) ? fileOrText(text) : text;
        }
        if (value instanceof List<?> list) {
            boolean concatenated = "concatenate".equals(schema.get("x-cog-array-display"));
            return concatenated && list.stream().allMatch(String.class::isInstance)
                    ? join(list)
                    : items(list, item -> convertBySchema(item, schema.get("items"), document));
        }
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> {
                Object property = properties.get(name);
                Object fieldSchema = property == null ? schema.get("additionalProperties") : property;
                fields.put(String.valueOf(name), convertBySchema(field, fieldSchema, document));
            });
            return Collections.unmodifiableMap(fields);
        }
        return value;
    }

    /** Return the first alternative with the type of the value. Schemas may be circular, so each is visited once. */
    private @Nullable Map<?, ?> matchingSchema(
            @Nullable Object value, Map<?, ?> declared, SchemaDocument document, Set<Map<?, ?>> visited) {
        Map<?, ?> schema = document.dereference(declared);
        if (schema == null || !visited.add(schema)) {
            return null;
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> alternatives) {
                for (Object alternative : alternatives) {
                    Map<?, ?> match =
                            alternative instanceof Map<?, ?> map ? matchingSchema(value, map, document, visited) : null;
                    if (match != null && matchesType(value, match)) {
                        return match;
                    }
                }
            }
        }
        return schema;
    }

    private boolean matchesType(@Nullable Object value, Map<?, ?> schema) {
        Object type = schema.get("type");
        if (value instanceof String text) {
            return "string".equals(type) && (!"uri".equals(schema.get("format")) || this.files.isFile(text));
        }
        return value instanceof List<?> && "array".equals(type)
                || value instanceof Map<?, ?> && ("object".equals(type) || schema.containsKey("properties"));
    }

    private static List<@Nullable Object> items(List<?> list, Function<@Nullable Object, @Nullable Object> converter) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : list) {
            items.add(converter.apply(item));
        }
        return Collections.unmodifiableList(items);
    }
}
