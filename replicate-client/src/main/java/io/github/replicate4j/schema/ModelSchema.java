/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.schema;

import io.github.replicate4j.internal.schema.MergedSchema;
import io.github.replicate4j.internal.schema.SchemaDocument;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of one version of a model, read from its OpenAPI schema:
 * {@link io.github.replicate4j.models.ModelVersion#openapiSchema()}. References, {@code allOf} and optional values are
 * resolved, so that each type describes the whole value.
 *
 * <p>The author of a model writes its schema, so it may have any content. What is not a valid schema is treated as missing, and
 * a type without a known kind accepts any value. Schemas may be circular: see {@link SchemaType#component()}.
 *
 * <p>Instances are safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ModelSchema {

    private final SchemaDocument document;

    /** Types by component, so that circular schemas consist of a finite number of types. */
    private final Map<String, SchemaType> components = new ConcurrentHashMap<>();

    private ModelSchema(SchemaDocument document) {
        this.document = document;
    }

    /**
     * Read the schema of a version.
     *
     * @param openapiSchema an OpenAPI document as maps, lists and JSON values; it must not change afterwards
     * @return the schema
     */
    public static ModelSchema of(Map<String, ? extends @Nullable Object> openapiSchema) {
        return new ModelSchema(new SchemaDocument(Collections.unmodifiableMap(openapiSchema)));
    }

    /**
     * Return the input of predictions.
     *
     * @return the type {@code Input}, or {@code null} if the schema has none
     */
    public @Nullable SchemaType input() {
        return component("Input");
    }

    /**
     * Return the output of predictions.
     *
     * @return the type {@code Output}, or {@code null} if the schema has none
     */
    public @Nullable SchemaType output() {
        return component("Output");
    }

    /**
     * Return the input of trainings.
     *
     * @return the type {@code TrainingInput}, or {@code null} if the version cannot be trained
     */
    public @Nullable SchemaType trainingInput() {
        return component("TrainingInput");
    }

    /**
     * Return the output of trainings.
     *
     * @return the type {@code TrainingOutput}, or {@code null} if the version cannot be trained
     */
    public @Nullable SchemaType trainingOutput() {
        return component("TrainingOutput");
    }

    /**
     * Return the names of all types in {@code components.schemas}.
     *
     * @return the names in the order of the schema; empty if there are none
     */
    public Set<String> componentNames() {
        return Collections.unmodifiableSet(this.document.componentNames());
    }

    /**
     * Return a type in {@code components.schemas}.
     *
     * @param name name of the type, such as {@code Input}
     * @return the same instance for each call, or {@code null} if the schema has no such type
     */
    public @Nullable SchemaType component(String name) {
        SchemaType known = this.components.get(name);
        if (known != null) {
            return known;
        }
        Map<?, ?> schema = this.document.component(name);
        if (schema == null) {
            return null;
        }
        SchemaType type = new SchemaType(this::type, new MergedSchema(this.document, schema), name);
        SchemaType other = this.components.putIfAbsent(name, type);
        return other == null ? type : other;
    }

    /** Return the type of a schema; a reference without further keywords is a component. */
    private SchemaType type(Map<?, ?> schema) {
        String name = schema.size() == 1 ? SchemaDocument.wholeComponent(schema.get("$ref")) : null;
        SchemaType component = name == null ? null : component(name);
        if (component != null) {
            return component;
        }
        MergedSchema merged = new MergedSchema(this.document, schema);
        return new SchemaType(this::type, merged, merged.component());
    }

    /** Return a description with the names of the types. */
    @Override
    public String toString() {
        return "ModelSchema" + componentNames();
    }
}
