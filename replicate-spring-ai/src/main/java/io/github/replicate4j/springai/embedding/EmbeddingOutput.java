/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.embedding;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads vectors: {@code [[..]]}, {@code [{"embedding": [..]}]}, {@code [..]}, objects with one of these, or JSON in text. */
final class EmbeddingOutput {

    private static final List<String> FIELDS =
            List.of("embedding", "embeddings", "vector", "vectors", "data", "output");

    private final ModelDescription model;

    private final Prediction prediction;

    private final List<float[]> vectors = new ArrayList<>();

    private EmbeddingOutput(ModelDescription model, Prediction prediction) {
        this.model = model;
        this.prediction = prediction;
    }

    /**
     * Return the vectors in the output of a prediction.
     *
     * @throws IllegalStateException if there are none, or not as many as texts, or of another length than expected
     */
    static List<float[]> vectors(
            ModelDescription model, Prediction prediction, int texts, @Nullable Integer dimensions) {
        EmbeddingOutput output = new EmbeddingOutput(model, prediction);
        output.read(prediction.output());
        if (output.vectors.size() != texts) {
            throw output.unexpected(output.vectors.size() + " embeddings for " + texts + " texts", "Use another model");
        }
        for (float[] vector : output.vectors) {
            if (dimensions != null && vector.length != dimensions) {
                throw output.unexpected(
                        "embeddings with " + vector.length + " dimensions, but the option dimensions is " + dimensions,
                        "Set the option to " + vector.length + ", or leave it out");
            }
        }
        return output.vectors;
    }

    private void read(@Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            if (list.get(0) instanceof Number) {
                this.vectors.add(vector(list));
            } else {
                list.forEach(this::read);
            }
            return;
        }
        Object nested = value instanceof Map<?, ?> fields ? field(fields) : value;
        if (nested instanceof String text) {
            nested = parse(text);
        }
        if (!(nested instanceof List<?> list) || list.isEmpty()) {
            throw unexpected("something other than embeddings", "Use an embedding model");
        }
        read(nested);
    }

    private static @Nullable Object field(Map<?, ?> fields) {
        return FIELDS.stream()
                .map(fields::get)
                .filter(List.class::isInstance)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object parse(String text) {
        try {
            return text.startsWith("[") ? Json.read(text.getBytes(StandardCharsets.UTF_8), List.class) : null;
        } catch (UnreadableJsonException ex) {
            return null;
        }
    }

    private float[] vector(List<?> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!(numbers.get(i) instanceof Number number)) {
                throw unexpected("an embedding with a component that is not a number", "Use another model");
            }
            vector[i] = number.floatValue();
        }
        return vector;
    }

    private IllegalStateException unexpected(String found, String remedy) {
        return new IllegalStateException(this.model.model() + " returned " + found + ", in prediction "
                + this.prediction.id() + ". " + remedy + ".");
    }
}
