/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the metadata of a response say about its prediction. Logs and URLs are not included. */
public final class PredictionMetadata {

    private PredictionMetadata() {}

    /** Return {@code owner/name} of a model, or its version id if the owner is unknown. */
    public static String modelName(ModelDescription model) {
        String name = ModelReference.parse(model.model()).model();
        return name == null ? model.model() : name;
    }

    /** Pass on the model, and the id, the version and the times of a prediction, as far as they are known. */
    public static void forEach(
            ModelDescription model, @Nullable Prediction prediction, BiConsumer<String, Object> target) {
        target.accept("replicate.model", modelName(model));
        if (prediction != null) {
            target.accept("replicate.id", prediction.id());
            put("replicate.version", prediction.version(), target);
            put("replicate.predict_time", prediction.metrics().get("predict_time"), target);
            put("replicate.total_time", prediction.metrics().get("total_time"), target);
        }
    }

    private static void put(String key, @Nullable Object value, BiConsumer<String, Object> target) {
        if (value != null) {
            target.accept(key, value);
        }
    }
}
