/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.predictions.Prediction;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link ModelExamples}.
 *
 * @since 0.1.0
 */
public interface AsyncModelExamples {

    /**
     * List the example predictions of a model: {@code models.examples.list}.
     *
     * @see ModelExamples#list(String)
     */
    Mono<AsyncPage<Prediction>> list(String model);
}
