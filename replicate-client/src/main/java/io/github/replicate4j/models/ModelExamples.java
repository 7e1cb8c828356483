/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;

/**
 * Operations on examples of models.
 *
 * @since 0.1.0
 */
public final class ModelExamples {

    private final AsyncModelExamples async;

    ModelExamples(AsyncModelExamples async) {
        this.async = async;
    }

    /**
     * List the predictions that the author of a model has chosen as examples: {@code models.examples.list}.
     *
     * @param model the model, as {@code owner/name}
     * @return the first page
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws ReplicateException if the request fails
     */
    public Page<Prediction> list(String model) {
        return new Page<>(Blocking.value(this.async.list(model)));
    }
}
