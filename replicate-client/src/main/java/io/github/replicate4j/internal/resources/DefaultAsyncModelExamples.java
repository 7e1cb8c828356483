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
