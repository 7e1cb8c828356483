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

/** Converts predictions to metadata of responses. Logs and URLs are not included. */
public final class PredictionMetadata {

    private PredictionMetadata() {}

    /** Return {@code owner/name} of a model, or the version if only that is known. */
    public static String model(ModelDescription model) {
        String name = ModelReference.parse(model.model()).model();
        return name == null ? model.model() : name;
    }

    /** Add the model, and what is known about a prediction. */
    public static void add(ModelDescription model, @Nullable Prediction prediction, BiConsumer<String, Object> target) {
        target.accept("model", model(model));
        if (prediction == null) {
            return;
        }
        target.accept("id", prediction.id());
        put("replicate.version", prediction.version(), target);
        put("replicate.predict_time", prediction.metrics().get("predict_time"), target);
        put("replicate.total_time", prediction.metrics().get("total_time"), target);
    }

    private static void put(String key, @Nullable Object value, BiConsumer<String, Object> target) {
        if (value != null) {
            target.accept(key, value);
        }
    }
}
