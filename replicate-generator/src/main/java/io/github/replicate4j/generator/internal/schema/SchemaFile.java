/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.schema;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.reference.ModelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes stored schemas. */
final class SchemaFile {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private SchemaFile() {}

    /** @throws InvalidSchemaException if the file is not a stored schema */
    static StoredSchema read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + file, ex);
        }
    }

    static StoredSchema parse(String file, String json) {
        Map<String, @Nullable Object> fields;
        try {
            fields = MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JacksonException ex) {
            throw invalid(
                    file,
                    "is not a JSON object: malformed at line "
                            + ex.getLocation().getLineNr());
        }
        if (fields == null) {
            throw invalid(file, "is not a JSON object");
        }
        String model = text(file, fields, "model");
        if (model == null) {
            throw invalid(file, "has no \"model\"");
        }
        String version = text(file, fields, "version");
        String pinned = reference(file, model).version();
        if (pinned != null && !pinned.equals(version)) {
            throw invalid(
                    file,
                    "has the schema of " + (version == null ? "an unknown version" : "version " + version)
                            + ", but the model is " + model);
        }
        String className = text(file, fields, "className");
        if (className != null && (!SourceVersion.isIdentifier(className) || SourceVersion.isKeyword(className))) {
            throw invalid(file, "has the className '" + className + "', which is not the name of a Java type");
        }
        Map<String, @Nullable Object> schemas = Json.map(fields.get("schemas"));
        if (!(schemas.get("Input") instanceof Map<?, ?>)) {
            throw invalid(file, "has no schema \"Input\", so no types can be generated for " + model);
        }
        return new StoredSchema(model, version, className, text(file, fields, "description"), schemas);
    }

    private static ModelReference reference(String file, String model) {
        try {
            ModelReference reference = ModelReference.parse(model);
            if (reference.owner() != null) {
                return reference;
            }
        } catch (IllegalArgumentException ex) {
            // The message below is the same for every invalid reference.
        }
        throw invalid(file, "has a \"model\" that is neither owner/name nor owner/name:version");
    }

    private static @Nullable String text(String file, Map<String, @Nullable Object> fields, String name) {
        Object value = fields.get(name);
        if (value != null && !(value instanceof String)) {
            throw invalid(file, "has a \"" + name + "\" that is not a text");
        }
        return (String) value;
    }

    private static InvalidSchemaException invalid(String file, String reason) {
        return new InvalidSchemaException(
                file + " " + reason + ". Correct the file, or delete it and run 'update' with the name of the model.");
    }

    static String write(StoredSchema schema) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("model", schema.model());
        putUnlessNull(fields, "version", schema.version());
        putUnlessNull(fields, "className", schema.className());
        putUnlessNull(fields, "description", schema.description());
        fields.put("schemas", schema.schemas());
        return MAPPER.writer().with(PRINTER).writeValueAsString(fields) + "\n";
    }

    private static void putUnlessNull(Map<String, @Nullable Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
