/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.contract;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.reference.ModelReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A schema that the generator has stored, as a resource of the application.
 *
 * @param version id of the version whose schema this is, or null if it is unknown
 * @param openapiSchema an OpenAPI document
 */
public record StoredSchema(@Nullable String version, Map<String, @Nullable Object> openapiSchema) {

    private static final String FOLDER = "replicate/models/";

    /** Return the resource of a model. */
    public static String resource(ModelReference model) {
        return FOLDER + model.model() + ".json";
    }

    /**
     * Read the schema of a model.
     *
     * @return the schema, or {@code null} if none is stored
     * @throws IllegalStateException if the resource is not a stored schema
     */
    public static @Nullable StoredSchema read(ModelReference model, @Nullable ClassLoader loader) {
        String resource = resource(model);
        try (InputStream stream = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            if (stream == null) {
                return null;
            }
            Map<String, @Nullable Object> fields =
                    Json.exactFields(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            if (fields.get("schemas") instanceof Map<?, ?> schemas) {
                String version = fields.get("version") instanceof String text ? text : null;
                return new StoredSchema(version, Map.of("components", Map.of("schemas", schemas)));
            }
            throw new IllegalStateException(
                    "The resource " + resource + " is not a stored schema: it has no \"schemas\"");
        } catch (JacksonException ex) {
            throw new IllegalStateException(
                    "The resource " + resource + " is not a stored schema: it is not a JSON object");
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read the resource " + resource, ex);
        }
    }
}
