/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.schema;

import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.schema.ModelSchema;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a stored file: the schemas of the input and the output of one version of a model.
 *
 * @param model {@code owner/name}, or {@code owner/name:version} to run this version only
 * @param version id of the version whose schemas these are, or null if it is unknown
 * @param className name of the generated interface, or null to derive it from the name of the model
 * @param description what the model does, or null
 * @param schemas {@code Input}, {@code Output} and the schemas to which they refer
 */
public record StoredSchema(
        String model,
        @Nullable String version,
        @Nullable String className,
        @Nullable String description,
        Map<String, @Nullable Object> schemas) {

    public StoredSchema {
        schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    }

    /**
     * Create the content from the schema of a version.
     *
     * @param document the {@code openapi_schema}
     */
    public static StoredSchema of(
            String model, @Nullable String version, @Nullable String description, Map<String, ?> document) {
        Map<String, @Nullable Object> all =
                Json.map(Json.map(document.get("components")).get("schemas"));
        return new StoredSchema(model, version, null, Json.text(description), reachable(all));
    }

    private static Map<String, @Nullable Object> reachable(Map<String, @Nullable Object> all) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        Deque<@Nullable Object> open = new ArrayDeque<>();
        for (String name : List.of("Input", "Output")) {
            add(name, all, result, open);
            while (!open.isEmpty()) {
                Object value = open.removeFirst();
                if (value instanceof Map<?, ?> map) {
                    map.values().stream().filter(each -> isNested(each)).forEach(open::addLast);
                    add(SchemaDocument.componentOf(map.get("$ref")), all, result, open);
                } else if (value instanceof List<?> list) {
                    list.stream().filter(each -> isNested(each)).forEach(open::addLast);
                }
            }
        }
        return result;
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private static void add(
            @Nullable String name,
            Map<String, @Nullable Object> all,
            Map<String, @Nullable Object> result,
            Deque<@Nullable Object> open) {
        if (name != null && !result.containsKey(name) && all.get(name) instanceof Map<?, ?> schema) {
            result.put(name, schema);
            open.addLast(schema);
        }
    }

    /** Return what the schemas describe. */
    public ModelSchema types() {
        return ModelSchema.of(Map.of("components", Map.of("schemas", this.schemas)));
    }

    public ModelReference reference() {
        return ModelReference.parse(this.model);
    }

    /** Return the same schema with what the application has set in the stored file. */
    public StoredSchema withClassName(@Nullable String name) {
        return new StoredSchema(this.model, this.version, name, this.description, this.schemas);
    }
}
