/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Schemas of models, and stored files. */
final class Schemas {

    static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private Schemas() {}

    /**
     * Return {@code components.schemas} of models on Replicate, by model. The owners are renamed, so that the models are not
     * those of the emulator, which check their inputs.
     */
    static Map<String, Map<String, Object>> ofReplicate() {
        try (InputStream json = Schemas.class.getResourceAsStream("models.json")) {
            Map<String, Map<String, Object>> models =
                    JsonMapper.shared().readValue(Objects.requireNonNull(json), new TypeReference<>() {});
            Map<String, Map<String, Object>> renamed = new LinkedHashMap<>();
            models.forEach((name, schemas) -> renamed.put("copy-of-" + name, schemas));
            return renamed;
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static Map<String, Object> document(Map<String, Object> schemas) {
        return Map.of("openapi", "3.0.2", "components", Map.of("schemas", schemas));
    }

    /** Return an input with the given properties, as JSON. */
    static Map<String, Object> parse(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** Store a file with the given schemas, as JSON. */
    static void store(Path folder, String model, String schemas) {
        String json = "{\"model\": \"" + model + "\", \"version\": \"" + VERSION + "\", \"schemas\": " + schemas + "}";
        Path file = folder.resolve(model.replaceFirst(":.*", "") + ".json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
