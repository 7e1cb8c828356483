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

import io.github.replicate4j.internal.files.OutputFiles;
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
 * Makes of an output what its schema says: pieces of text become one text, URLs of files become files. Without a schema
 * it goes by what {@code text()} and {@code files()} take for text and files.
 */
public final class OutputConverter {

    private final OutputFiles files;

    private final @Nullable ModelSchema schema;

    public OutputConverter(OutputFiles files, @Nullable ModelSchema schema) {
        this.files = files;
        this.schema = schema;
    }

    @Nullable
    public Object of(@Nullable Object raw) {
        Map<?, ?> output = this.schema == null ? null : this.schema.output();
        if (this.schema != null && output != null && !output.isEmpty()) {
            return bySchema(raw, output, this.schema);
        }
        return raw instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(this::isText)
                ? joined(list)
                : byLooks(raw);
    }

    private boolean isText(@Nullable Object value) {
        return value instanceof String text && !this.files.isFile(text);
    }

    private static String joined(List<?> list) {
        return list.stream().map(String.class::cast).collect(Collectors.joining());
    }

    private @Nullable Object byLooks(@Nullable Object value) {
        if (value instanceof String text) {
            return fileOr(text);
        }
        if (value instanceof List<?> list) {
            return items(list, this::byLooks);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(String.valueOf(name), byLooks(field)));
            return Collections.unmodifiableMap(fields);
        }
        return value;
    }

    private Object fileOr(String text) {
        return this.files.isFile(text) ? this.files.file(text) : text;
    }

    private @Nullable Object bySchema(@Nullable Object value, @Nullable Object described, ModelSchema document) {
        Map<?, ?> schema = described instanceof Map<?, ?> map
                ? chosen(value, map, document, Collections.newSetFromMap(new IdentityHashMap<>()))
                : null;
        if (value == null || schema == null) {
            return value;
        }
        if (value instanceof String text) {
            return "uri".equals(schema.get("format")) ? fileOr(text) : text;
        }
        if (value instanceof List<?> list) {
            boolean concatenated = "concatenate".equals(schema.get("x-cog-array-display"));
            return concatenated && list.stream().allMatch(String.class::isInstance)
                    ? joined(list)
                    : items(list, item -> bySchema(item, schema.get("items"), document));
        }
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> {
                Object property = properties.get(name);
                Object of = property == null ? schema.get("additionalProperties") : property;
                fields.put(String.valueOf(name), bySchema(field, of, document));
            });
            return Collections.unmodifiableMap(fields);
        }
        return value;
    }

    /** Of several schemas that a value may follow, the first of its own kind. Each is looked at once: they may form rings. */
    private @Nullable Map<?, ?> chosen(
            @Nullable Object value, Map<?, ?> described, ModelSchema document, Set<Map<?, ?>> seen) {
        Map<?, ?> schema = document.followed(described);
        if (schema == null || !seen.add(schema)) {
            return null;
        }
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.get(several) instanceof List<?> choices) {
                for (Object choice : choices) {
                    Map<?, ?> found = choice instanceof Map<?, ?> map ? chosen(value, map, document, seen) : null;
                    if (found != null && isOfKind(value, found)) {
                        return found;
                    }
                }
            }
        }
        return schema;
    }

    private boolean isOfKind(@Nullable Object value, Map<?, ?> schema) {
        Object type = schema.get("type");
        if (value instanceof String text) {
            return "string".equals(type) && (!"uri".equals(schema.get("format")) || this.files.isFile(text));
        }
        return value instanceof List<?> && "array".equals(type)
                || value instanceof Map<?, ?> && ("object".equals(type) || schema.containsKey("properties"));
    }

    private static List<@Nullable Object> items(List<?> list, Function<@Nullable Object, @Nullable Object> read) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : list) {
            items.add(read.apply(item));
        }
        return Collections.unmodifiableList(items);
    }
}
