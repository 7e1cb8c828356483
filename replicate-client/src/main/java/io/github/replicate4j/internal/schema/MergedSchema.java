/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a schema, together with those of the schemas that it refers to and is composed of. An enumeration of Cog, for
 * example, is a reference within {@code allOf}. Keywords of the outer schema have precedence.
 */
public final class MergedSchema {

    /** Limit of the schemas that one schema is composed of. */
    private static final int MAX_PARTS = 500;

    private final SchemaDocument document;

    private final Map<String, @Nullable Object> keywords = new LinkedHashMap<>();

    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

    private final Set<String> required = new LinkedHashSet<>();

    private final List<Map<?, ?>> alternatives = new ArrayList<>();

    /** Each part is merged once: schemas may be circular. */
    private final Set<Map<?, ?>> merged = Collections.newSetFromMap(new IdentityHashMap<>());

    private final @Nullable String component;

    private boolean nullable;

    /** Merge a schema of a document. */
    public MergedSchema(SchemaDocument document, Map<?, ?> schema) {
        this.document = document;
        this.component = component(schema);
        merge(schema);
        normalizeTypes();
    }

    private void merge(Map<?, ?> schema) {
        if (this.merged.size() >= MAX_PARTS || !this.merged.add(schema)) {
            return;
        }
        schema.forEach((name, value) -> this.keywords.putIfAbsent(String.valueOf(name), value));
        if (schema.get("properties") instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> this.properties.putIfAbsent(String.valueOf(name), field));
        }
        if (schema.get("required") instanceof List<?> names) {
            names.forEach(name -> this.required.add(String.valueOf(name)));
        }
        this.nullable |= Boolean.TRUE.equals(schema.get("nullable"));
        if (schema.containsKey("$ref")) {
            Map<?, ?> target = this.document.dereference(schema);
            if (target != null) {
                merge(target);
            }
        }
        if (schema.get("allOf") instanceof List<?> parts) {
            schemas(parts).forEach(this::merge);
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> parts) {
                mergeAlternatives(schemas(parts));
            }
        }
    }

    /** Return the component that a schema refers to itself, or as its only part. */
    private @Nullable String component(Map<?, ?> schema) {
        if (schema.get("$ref") instanceof String reference) {
            String whole = SchemaDocument.wholeComponent(reference);
            return whole != null || !reference.startsWith(SchemaDocument.COMPONENTS)
                    ? whole
                    : reference.substring(SchemaDocument.COMPONENTS.length());
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> parts) {
                List<Map<?, ?>> values = schemas(parts);
                values.removeIf(this::isNull);
                return values.size() == 1 && values.get(0).containsKey("$ref") ? component(values.get(0)) : null;
            }
        }
        return null;
    }

    private boolean isNull(Map<?, ?> schema) {
        Map<?, ?> target = this.document.dereference(schema);
        return target != null && "null".equals(target.get("type"));
    }

    private static List<Map<?, ?>> schemas(List<?> parts) {
        List<Map<?, ?>> schemas = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Map<?, ?> schema) {
                schemas.add(schema);
            }
        }
        return schemas;
    }

    /** {@code null} is not an alternative, so that an optional value is described as the value. */
    private void mergeAlternatives(List<Map<?, ?>> parts) {
        List<Map<?, ?>> values = new ArrayList<>(parts);
        this.nullable |= values.removeIf(this::isNull);
        if (values.size() == 1) {
            merge(values.get(0));
        } else if (this.alternatives.isEmpty()) {
            this.alternatives.addAll(values);
        }
    }

    private void normalizeTypes() {
        if (this.keywords.get("type") instanceof List<?> types) {
            List<?> values = types.stream().filter(type -> !"null".equals(type)).toList();
            this.nullable |= values.size() < types.size();
            this.keywords.remove("type");
            if (values.size() == 1) {
                this.keywords.put("type", values.get(0));
            } else if (this.alternatives.isEmpty()) {
                values.forEach(type -> this.alternatives.add(Map.of("type", String.valueOf(type))));
            }
        }
        if (this.keywords.get("enum") instanceof List<?> values && values.contains(null)) {
            this.nullable = true;
        }
        if (this.keywords.containsKey("default") && this.keywords.get("default") == null) {
            this.nullable = true;
        }
    }

    /** Return the value of a keyword, or {@code null}. */
    public @Nullable Object keyword(String name) {
        return this.keywords.get(name);
    }

    /** Return all keywords. */
    public Map<String, @Nullable Object> keywords() {
        return Collections.unmodifiableMap(this.keywords);
    }

    /** Return whether there is a keyword, even if its value is {@code null}. */
    public boolean hasKeyword(String name) {
        return this.keywords.containsKey(name);
    }

    /** Return the schemas of the fields of an object. */
    public Map<String, @Nullable Object> properties() {
        return this.properties;
    }

    /** Return the names of the required fields of an object. */
    public Set<String> required() {
        return this.required;
    }

    /** Return the schemas of which a value matches at least one; empty if there is no choice. */
    public List<Map<?, ?>> alternatives() {
        return this.alternatives;
    }

    /** Return the name of the component that the schema refers to, or {@code null}. */
    public @Nullable String component() {
        return this.component;
    }

    /** Return whether {@code null} matches. */
    public boolean nullable() {
        return this.nullable;
    }
}
