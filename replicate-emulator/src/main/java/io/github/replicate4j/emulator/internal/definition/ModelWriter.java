/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.model.InputField;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.VersionSchema;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the definition of a model, which {@link ModelReader} can read. Scripts that were not defined as JSON are omitted.
 */
public final class ModelWriter {

    private ModelWriter() {}

    public static Map<String, Object> write(ModelDefinition model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", model.name());
        json.put("official", model.official());
        json.put("stream", model.streams());
        json.put("visibility", model.card().isPrivate() ? "private" : "public");
        json.put("created_at", Timestamps.of(model.createdAt()));
        ModelReader.DETAILS.forEach(
                detail -> putUnlessNull(json, detail, model.card().detail(detail)));
        if (!model.examples().isEmpty()) {
            json.put(
                    "examples",
                    model.examples().stream().map(ModelWriter::write).toList());
        }
        json.put("versions", model.versions().stream().map(ModelWriter::write).toList());
        return json;
    }

    private static Map<String, @Nullable Object> write(ModelDefinition.Example example) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input", example.input());
        json.put("output", example.output());
        return json;
    }

    private static Map<String, Object> write(ModelVersion version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", version.id());
        json.put("created_at", Timestamps.of(version.createdAt()));
        if (!version.inputs().isEmpty()) {
            Map<String, Object> inputs = new LinkedHashMap<>();
            version.fields().forEach(field -> inputs.put(field.name(), write(field)));
            json.put("input", inputs);
        }
        write(version.schema(), json);
        if (version.behavior() instanceof DefinedScript script) {
            json.put("script", script.source());
        }
        if (version.training() instanceof DefinedScript script) {
            json.put("training", script.source());
        }
        return json;
    }

    private static void write(VersionSchema schema, Map<String, Object> json) {
        if (schema.fixed()) {
            putUnlessNull(json, "openapi_schema", schema.fixedSchema());
            return;
        }
        if (schema.type() != OutputType.ANY) {
            json.put("output_type", schema.type().name().toLowerCase(Locale.ROOT));
        }
        putUnlessNull(json, "output_schema", schema.output());
    }

    private static Map<String, Object> write(InputField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", field.type().name().toLowerCase(Locale.ROOT));
        if (field.required()) {
            json.put("required", true);
        }
        putUnlessNull(json, "minimum", field.minimum());
        putUnlessNull(json, "maximum", field.maximum());
        if (!field.choices().isEmpty()) {
            json.put("enum", field.choices());
        }
        InputType items = field.items();
        putUnlessNull(json, "items", items == null ? null : items.name().toLowerCase(Locale.ROOT));
        putUnlessNull(json, "default", field.defaultValue());
        return json;
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
