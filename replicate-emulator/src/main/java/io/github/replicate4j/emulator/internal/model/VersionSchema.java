/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The OpenAPI schema of a version.
 *
 * @param type the type of the output
 * @param output the schema of the output, or null to derive the schema from the type
 * @param fixed true if {@code fixedSchema} is the complete schema; false to derive the schema from the inputs and the output
 * @param fixedSchema the fixed schema, or null if the version has none
 */
public record VersionSchema(
        OutputType type,
        @Nullable Map<String, Object> output,
        boolean fixed,
        @Nullable Map<String, Object> fixedSchema) {

    public static VersionSchema of(OutputType type) {
        return new VersionSchema(type, null, false, null);
    }

    public VersionSchema withOutput(Map<String, Object> schema) {
        return new VersionSchema(this.type, schema, false, null);
    }

    public VersionSchema fixed(@Nullable Map<String, Object> schema) {
        return new VersionSchema(this.type, this.output, true, schema);
    }

    /** Return the complete schema, or null if the version has none. */
    public @Nullable Map<String, Object> write(Collection<InputField> inputs) {
        if (this.fixed) {
            return this.fixedSchema;
        }
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Input", input(inputs, schemas));
        schemas.put("Output", this.output == null ? outputSchema() : this.output);
        schemas.put("TrainingInput", Map.of("type", "object", "title", "TrainingInput"));
        schemas.put("TrainingOutput", trainingOutput());
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("openapi", "3.0.2");
        schema.put("info", Map.of("title", "Cog", "version", "0.1.0"));
        schema.put("paths", Map.of());
        schema.put("components", Map.of("schemas", schemas));
        return schema;
    }

    private Map<String, Object> outputSchema() {
        Map<String, Object> string = Map.of("type", "string");
        Map<String, Object> uri = Map.of("type", "string", "format", "uri");
        Map<String, Object> iterator = Map.of("x-cog-array-type", "iterator");
        Map<String, Object> schema = new LinkedHashMap<>(
                switch (this.type) {
                    case ANY -> Map.<String, Object>of();
                    case STRING -> string;
                    case NUMBER -> Map.<String, Object>of("type", "number");
                    case BOOLEAN -> Map.<String, Object>of("type", "boolean");
                    case OBJECT -> Map.<String, Object>of("type", "object");
                    case ARRAY -> array(Map.of(), Map.of());
                    case CONCATENATE_ITERATOR ->
                        array(string, Map.of("x-cog-array-type", "iterator", "x-cog-array-display", "concatenate"));
                    case STRING_ITERATOR -> array(string, iterator);
                    case FILE -> uri;
                    case FILES -> array(uri, Map.of());
                    case FILE_ITERATOR -> array(uri, iterator);
                });
        schema.put("title", "Output");
        return schema;
    }

    private static Map<String, Object> array(Map<String, Object> items, Map<String, Object> more) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        schema.putAll(more);
        return schema;
    }

    /** Return whether the output consists of files. */
    public boolean outputsFiles() {
        return this.type == OutputType.FILE || this.type == OutputType.FILES || this.type == OutputType.FILE_ITERATOR;
    }

    private static Map<String, Object> input(Collection<InputField> fields, Map<String, Object> schemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (InputField field : fields) {
            properties.put(field.name(), property(field, properties.size(), schemas));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("type", "object");
        input.put("title", "Input");
        if (!required.isEmpty()) {
            input.put("required", required);
        }
        input.put("properties", properties);
        return input;
    }

    private static Map<String, Object> property(InputField field, int order, Map<String, Object> schemas) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (field.choices().isEmpty()) {
            property.put("title", title(field.name()));
            if (field.type() != InputType.ANY) {
                property.put("type", field.jsonType());
            }
        } else {
            schemas.put(field.name(), choices(field));
            property.put("allOf", List.of(Map.of("$ref", "#/components/schemas/" + field.name())));
        }
        if (field.type() == InputType.FILE) {
            property.put("format", "uri");
        }
        if (field.type() == InputType.ARRAY) {
            putUnlessNull(property, "items", items(field.items()));
        }
        putUnlessNull(property, "minimum", bound(field, field.minimum()));
        putUnlessNull(property, "maximum", bound(field, field.maximum()));
        putUnlessNull(property, "default", field.defaultValue());
        property.put("x-order", order);
        return property;
    }

    private static @Nullable Map<String, Object> items(@Nullable InputType type) {
        if (type == null || type == InputType.ANY) {
            return null;
        }
        return type == InputType.FILE
                ? Map.of("type", "string", "format", "uri")
                : Map.of("type", InputField.jsonType(type));
    }

    private static Map<String, Object> choices(InputField field) {
        Map<String, Object> choices = new LinkedHashMap<>();
        choices.put("type", field.jsonType());
        choices.put("title", field.name());
        choices.put("description", "An enumeration.");
        choices.put("enum", field.choices());
        return choices;
    }

    private static Map<String, Object> trainingOutput() {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "type", "object", "title", "TrainingOutput", "properties", Map.of("version", text, "weights", text));
    }

    private static @Nullable Number bound(InputField field, @Nullable Double value) {
        if (value == null || field.type() != InputType.INTEGER) {
            return value;
        }
        long integer = value.longValue();
        return value == integer ? (Number) integer : value;
    }

    private static String title(String name) {
        return StringUtils.capitalize(name.replace('_', ' '));
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
