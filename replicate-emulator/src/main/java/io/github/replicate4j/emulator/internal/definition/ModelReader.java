/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.model.ModelCard;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.model.VersionSchema;
import io.github.replicate4j.emulator.model.OutputType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definition of a model.
 */
public final class ModelReader {

    /** The texts that describe a model. */
    static final List<String> DETAILS =
            List.of("description", "readme", "github_url", "paper_url", "license_url", "cover_image_url");

    private static final String[] VERSION_FIELDS = {
        "version", "input", "output_type", "output_schema", "openapi_schema", "script", "training"
    };

    private final FieldReader json;

    private final Instant now;

    private ModelReader(FieldReader json, Instant now) {
        this.json = json;
        this.now = now;
    }

    /**
     * Read a model.
     *
     * @param name the name of the model, or null if the document contains it
     * @param now the time of creation, unless the document contains another one
     * @throws InvalidDefinitionException if the document does not define a model
     */
    public static ModelDefinition read(byte[] document, @Nullable String name, Instant now) {
        FieldReader json = FieldReader.parse(document);
        ModelDefinition model = new ModelReader(json, now).read(name);
        json.finish();
        json.raise();
        return model;
    }

    private ModelDefinition read(@Nullable String expected) {
        String name = name(expected);
        ModelDefinition model = ModelDefinition.named(name, created(this.json));
        model = this.json.isTrue("official") ? model.asOfficial() : model;
        model = this.json.isTrue("stream") ? model.streaming() : model;
        model = model.withCard(this::readCard);
        List<FieldReader> examples = Objects.requireNonNullElse(this.json.list("examples"), List.of());
        // The first one of the list becomes the newest.
        for (int i = examples.size() - 1; i >= 0; i--) {
            model = withExample(model, examples.get(i));
        }
        List<ModelVersion> versions = readVersions(name);
        for (int i = versions.size() - 1; i >= 0; i--) {
            model = model.withNewVersion(versions.get(i));
        }
        return model;
    }

    private String name(@Nullable String expected) {
        String name = expected == null ? this.json.requiredString("name") : this.json.string("name");
        if (name == null) {
            return Objects.requireNonNull(expected, "expected");
        }
        if (!ModelRegistry.isName(name)) {
            if (this.json.has("name")) {
                this.json.mistake("name", "must have the form owner/name, not \"" + name + '"');
            }
            return "unknown/unknown";
        }
        if (expected != null && !expected.equals(name)) {
            this.json.mistake("name", "is " + name + ", which contradicts the path, " + expected);
        }
        return name;
    }

    private Instant created(FieldReader reader) {
        String text = reader.string("created_at");
        try {
            return text == null ? this.now : Instant.parse(text);
        } catch (DateTimeParseException ex) {
            reader.mistake("created_at", "must be a time such as 2026-01-31T12:00:00Z, not \"" + text + '"');
            return this.now;
        }
    }

    private ModelCard readCard(ModelCard card) {
        ModelCard changed = card;
        String visibility = this.json.string("visibility");
        if ("private".equals(visibility)) {
            changed = changed.asPrivate();
        } else if (visibility != null && !visibility.equals("public")) {
            this.json.mistake("visibility", "must be public or private, not \"" + visibility + '"');
        }
        for (String detail : DETAILS) {
            changed = changed.withDetail(detail, this.json.string(detail));
        }
        return changed;
    }

    private static ModelDefinition withExample(ModelDefinition model, FieldReader example) {
        Map<String, Object> input = example.map("input");
        if (!example.has("input")) {
            example.mistake("input", "requires the field input");
        }
        ModelDefinition changed = model.withExample(input == null ? Map.of() : input, example.any("output"));
        example.finish();
        return changed;
    }

    private List<ModelVersion> readVersions(String name) {
        List<FieldReader> versions = this.json.list("versions");
        if (versions == null) {
            String id = this.json.string("version");
            return List.of(readVersion(this.json, "version", id == null ? VersionId.of(name) : id));
        }
        for (String field : this.json.present(VERSION_FIELDS)) {
            this.json.has(field);
            this.json.mistake(field, "contradicts versions: move it into one of the versions");
        }
        List<ModelVersion> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (FieldReader version : versions) {
            String id = version.requiredString("id");
            if (!ids.add(id)) {
                version.mistake("id", "occurs twice");
            }
            found.add(readVersion(version, "id", id));
            version.finish();
        }
        return found;
    }

    private ModelVersion readVersion(FieldReader version, String idField, String id) {
        if (version.has(idField) && !VersionId.matches(id)) {
            version.mistake(idField, "must consist of 64 digits 0-9a-f");
        }
        version.atMostOne("output_schema", "openapi_schema");
        version.atMostOne("output_type", "openapi_schema");
        OutputType type = version.constant("output_type", OutputType.class);
        Map<String, Object> outputSchema = version.map("output_schema");
        Map<String, Object> openapiSchema = version.map("openapi_schema");
        ModelVersion read = ModelVersion.of(id, created(version));
        for (Map.Entry<String, FieldReader> input : version.objects("input").entrySet()) {
            read = read.withInput(InputFieldReader.read(input.getKey(), input.getValue()));
        }
        VersionSchema schema = VersionSchema.of(type == null ? OutputType.ANY : type);
        schema = outputSchema == null ? schema : schema.withOutput(outputSchema);
        read = read.withSchema(openapiSchema == null ? schema : schema.fixed(openapiSchema));
        DefinedScript script = ScriptReader.read(version, "script");
        DefinedScript training = ScriptReader.read(version, "training");
        read = script == null ? read : read.withBehavior(script);
        return training == null ? read : read.withTraining(training);
    }
}
