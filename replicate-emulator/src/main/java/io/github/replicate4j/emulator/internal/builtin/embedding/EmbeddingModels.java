/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.embedding;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.integer;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.text;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.model.ModelScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The built-in embedding models, with the inputs that their pages on Replicate show.
 */
public final class EmbeddingModels {

    private static final Duration BOOT = Duration.ofMillis(100);

    private static final Duration WORK = Duration.ofMillis(100);

    private static final Map<String, Object> VECTOR = Map.of("type", "array", "items", Map.of("type", "number"));

    private static final String E5_TEXTS = "[\"In the water, fish are swimming.\", \"Fish swim in the water.\","
            + " \"A book lies open on the table.\"]";

    private EmbeddingModels() {}

    public static List<ModelDefinition> all() {
        return List.of(e5(), bge(), mpnet(), clip());
    }

    private static ModelDefinition model(String name, String created, String version, Map<String, Object> output) {
        return ModelDefinition.named(name, Instant.parse(created))
                .withCard(
                        card -> card.withDetail("description", "An embedding model: similar texts have similar vectors")
                                .withTags("embedding", "vector"))
                .withVersion(version)
                .withLatestVersion(latest -> latest.withSchema(latest.schema().withOutput(output)));
    }

    private static ModelDefinition e5() {
        return model(
                        "beautyyuyanli/multilingual-e5-large",
                        "2024-01-11T00:00:00Z",
                        "a06276a89f1a902d5fc225a9ca32b6e8e6292b7f3b136518878da97c458e2bad",
                        Map.of("type", "array", "items", VECTOR, "title", "Output"))
                .withInput(text("texts", E5_TEXTS))
                .withInput(integer("batch_size", 32).atLeast(0))
                .withInput(flag("normalize_embeddings", true))
                .withBehavior(computing((input, script) -> vectors(
                        texts(input.text("texts", E5_TEXTS), "texts"),
                        1_024,
                        input.flag("normalize_embeddings", true))));
    }

    private static ModelDefinition bge() {
        Map<String, Object> strings = Map.of("type", "array", "items", Map.of("type", "string"));
        return model(
                        "nateraw/bge-large-en-v1.5",
                        "2023-10-05T00:00:00Z",
                        "9cf9f015a9cb9c61d1a2610659cdac4a4ca222f2d3707a68517b18c198a9add1",
                        Map.of("anyOf", List.of(strings, Map.of("type", "string", "format", "uri")), "title", "Output"))
                .withInput(file("path"))
                .withInput(text("texts", ""))
                .withInput(integer("batch_size", 32))
                .withInput(flag("normalize_embeddings", true))
                .withInput(flag("convert_to_numpy", false))
                .withBehavior(EmbeddingModels::bge);
    }

    /** The texts are a JSON list, or a file with a JSON object per line. */
    private static void bge(Map<String, Object> values, ModelScript script) {
        ModelInput input = new ModelInput(values);
        List<List<Double>> vectors;
        try {
            List<String> texts = input.has("path")
                    ? lines(new String(script.inputFile(input.get("path")), StandardCharsets.UTF_8))
                    : input.text("texts").isEmpty() ? List.of() : texts(input.text("texts"), "texts");
            vectors = vectors(texts, 1_024, input.flag("normalize_embeddings", true));
        } catch (IllegalArgumentException ex) {
            script.boot(BOOT).fail(String.valueOf(ex.getMessage()));
            return;
        }
        script.boot(BOOT).pause(WORK);
        if (input.flag("convert_to_numpy", false)) {
            script.outputSingleFile(NumpyArray.of(vectors), "npy");
        } else {
            script.outputValue(vectors);
        }
        script.succeed();
    }

    private static ModelDefinition mpnet() {
        Map<String, Object> embedding =
                Map.of("type", "object", "required", List.of("embedding"), "properties", Map.of("embedding", VECTOR));
        return model(
                        "replicate/all-mpnet-base-v2",
                        "2023-05-30T00:00:00Z",
                        "b6b7585c9640cd7a9572c6e129c9549d79c9c31f0d3fdce7baac7c67ca38f305",
                        Map.of("type", "array", "items", embedding, "title", "Output"))
                .withInput(text("text"))
                .withInput(text("text_batch"))
                .withBehavior(computing((input, script) -> {
                    List<String> texts = input.has("text_batch")
                            ? texts(input.text("text_batch"), "text_batch")
                            : List.of(input.text("text"));
                    return vectors(texts, 768, true).stream()
                            .map(vector -> Map.of("embedding", vector))
                            .toList();
                }));
    }

    private static ModelDefinition clip() {
        Map<String, Object> embedding = Map.of(
                "type",
                "object",
                "required",
                List.of("input", "embedding"),
                "properties",
                Map.of("input", Map.of("type", "string"), "embedding", VECTOR));
        return model(
                        "andreasjansson/clip-features",
                        "2022-09-17T00:00:00Z",
                        "75b33f253f7714a281ad3e9b28f63e3232d583716ef6718f2e46641077ea040a",
                        Map.of("type", "array", "items", embedding, "title", "Output"))
                .withInput(text("inputs", "a\nb"))
                .withBehavior(computing((input, script) -> {
                    List<Map<String, Object>> embeddings = new ArrayList<>();
                    for (String line : input.text("inputs", "a\nb").strip().split("\\s*\\R\\s*")) {
                        String text = PictureText.of(line, script);
                        embeddings.add(Map.of("input", line, "embedding", Embedding.of(text, 768, true)));
                    }
                    return embeddings;
                }));
    }

    /** Return a behavior that outputs a value, or fails if the input is invalid. */
    private static BiConsumer<Map<String, Object>, ModelScript> computing(Computation computation) {
        return (values, script) -> {
            Object output;
            try {
                output = computation.compute(new ModelInput(values), script);
            } catch (IllegalArgumentException ex) {
                script.boot(BOOT).fail(String.valueOf(ex.getMessage()));
                return;
            }
            script.boot(BOOT).pause(WORK).outputValue(output).succeed();
        };
    }

    private static List<List<Double>> vectors(List<String> texts, int dimensions, boolean normalized) {
        return texts.stream()
                .map(text -> Embedding.of(text, dimensions, normalized))
                .toList();
    }

    /** Parse a JSON list of strings. */
    private static List<String> texts(String json, String field) {
        List<?> list = Json.readList(json);
        if (list == null || !list.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(field + " must be a JSON list of strings, such as [\"a\", \"b\"]");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static List<String> lines(String jsonLines) {
        return jsonLines
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    List<?> item = Json.readList("[" + line + "]");
                    if (item != null
                            && item.get(0) instanceof Map<?, ?> fields
                            && fields.get("text") instanceof String text) {
                        return text;
                    }
                    throw new IllegalArgumentException(
                            "Each line of path must be a JSON object with the string 'text'");
                })
                .toList();
    }

    /** Computes an output. */
    @FunctionalInterface
    private interface Computation {

        Object compute(ModelInput input, ModelScript script);
    }
}
