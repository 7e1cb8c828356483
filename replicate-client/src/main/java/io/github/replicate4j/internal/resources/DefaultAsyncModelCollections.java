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

import io.github.replicate4j.collections.AsyncModelCollections;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.paging.AsyncPage;
import java.util.List;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelCollections}. */
public final class DefaultAsyncModelCollections implements AsyncModelCollections {

    private final Transport transport;

    DefaultAsyncModelCollections(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<AsyncPage<ModelCollection>> list() {
        return DefaultAsyncPage.first(
                this.transport, () -> ApiRequest.get("collections.list", "/collections"), ModelCollection.class);
    }

    @Override
    public Mono<ModelCollection> get(String slug) {
        ApiRequest request =
                ApiRequest.get("collections.get", "/collections/{slug}").path("slug", slug);
        return this.transport.send(request, ModelCollection.class);
    }

    @Override
    public Mono<List<Model>> models(String slug) {
        return get(slug).map(ModelCollection::models);
    }
}
