/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
