/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The inputs and outputs of models on Replicate, as published. */
public final class ModelFixtures {

    /** Never sends a request. */
    private static final AsyncReplicate replicate = Replicate.builder()
            .baseUrl("http://localhost:9")
            .bearerToken("test")
            .buildAsync();

    private static final ModelCatalog catalog = new ModelCatalog(replicate);

    private static final Map<String, Map<String, Object>> models = read();

    private ModelFixtures() {}

    private static Map<String, Map<String, Object>> read() {
        try {
            return new JsonMapper()
                    .readValue(
                            new ClassPathResource("io/github/replicate4j/springai/mapping/models.json")
                                    .getContentAsByteArray(),
                            new TypeReference<>() {});
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static AsyncReplicate replicate() {
        return replicate;
    }

    public static Set<String> names() {
        return models.keySet();
    }

    /** Return the OpenAPI schema of a model, with choices as the models have them: in an enumeration of their own. */
    public static Map<String, Object> openapiSchema(String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        ((Map<?, ?>) models.get(name).get("fields")).forEach((field, value) -> {
            Map<Object, Object> schema = new LinkedHashMap<>((Map<?, ?>) value);
            if (schema.remove("required") != null) {
                required.add(field.toString());
            }
            Object choices = schema.remove("enum");
            if (choices != null) {
                schema.put("allOf", List.of(Map.of("type", schema.remove("type"), "enum", choices)));
            }
            properties.put(field.toString(), schema);
        });
        return Map.of(
                "components",
                Map.of(
                        "schemas",
                        Map.of(
                                "Input", Map.of("type", "object", "properties", properties, "required", required),
                                "Output", models.get(name).get("output"))));
    }

    public static ModelDescription model(String name) {
        String reference = name.replaceAll(" .*", "");
        return new ModelDescription(
                replicate.use(reference), catalog.profile(reference), warning -> true, openapiSchema(name));
    }

    public static ModelDescription withoutSchema(String name) {
        return new ModelDescription(replicate.use(name), catalog.profile(name), warning -> true, null);
    }
}
