/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.AsyncModelExamples;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelExamples}. */
public final class DefaultAsyncModelExamples implements AsyncModelExamples {

    private final Transport transport;

    DefaultAsyncModelExamples(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<AsyncPage<Prediction>> list(String model) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        return DefaultAsyncPage.first(
                this.transport,
                () -> ApiRequest.get("models.examples.list", "/models/{owner}/{name}/examples")
                        .path(reference),
                Prediction.class);
    }
}
