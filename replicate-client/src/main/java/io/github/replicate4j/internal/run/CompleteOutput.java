/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a prediction that is still running has all of its output. Replicate responds to a held create as soon as all
 * output files exist. Text and other values grow while a model runs, so they are complete at completion only.
 */
final class CompleteOutput {

    private final OutputFiles files;

    private final @Nullable SchemaDocument schema;

    CompleteOutput(OutputFiles files, @Nullable SchemaDocument schema) {
        this.files = files;
        this.schema = schema;
    }

    /** Return whether the prediction in an early response to a held create has all of its output. */
    boolean test(Prediction prediction) {
        Object output = prediction.output();
        return prediction.status() == PredictionStatus.PROCESSING
                && hasOnlyFiles(output)
                && !(output instanceof List<?> list && mayGrow(list, prediction));
    }

    private boolean hasOnlyFiles(@Nullable Object output) {
        if (output instanceof String text) {
            return this.files.isFile(text);
        }
        Collection<?> values =
                output instanceof List<?> list ? list : output instanceof Map<?, ?> map ? map.values() : List.of();
        return !values.isEmpty() && values.stream().allMatch(this::hasOnlyFiles);
    }

    /** A model can return its files one after another, or fewer files than requested. */
    private boolean mayGrow(List<?> list, Prediction prediction) {
        return isIterator()
                || prediction.input().get("num_outputs") instanceof Number requested
                        && list.size() < requested.longValue();
    }

    private boolean isIterator() {
        SchemaDocument schema = this.schema;
        Map<?, ?> output = schema == null ? null : schema.output();
        Map<?, ?> declared = schema == null || output == null ? null : schema.dereference(output);
        return declared != null && "iterator".equals(declared.get("x-cog-array-type"));
    }
}
