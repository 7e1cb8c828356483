/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
        ApiRequest request = ApiRequest.get("collections.get", "/collections/{slug}")
                .path("slug", slug)
                .expect("slug", slug);
        return this.transport.send(request, ModelCollectionResponse.class).map(ModelCollectionResponse::collection);
    }

    @Override
    public Mono<List<Model>> models(String slug) {
        return get(slug).map(ModelCollection::models);
    }
}
