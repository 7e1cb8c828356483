/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.collections;

import io.github.replicate4j.models.Model;
import io.github.replicate4j.paging.AsyncPage;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link ModelCollections}.
 *
 * @since 0.1.0
 */
public interface AsyncModelCollections {

    /**
     * List the collections, without their models: {@code collections.list}.
     *
     * @see ModelCollections#list()
     */
    Mono<AsyncPage<ModelCollection>> list();

    /**
     * Return a collection with its models: {@code collections.get}.
     *
     * @see ModelCollections#get(String)
     */
    Mono<ModelCollection> get(String slug);

    /**
     * Return the models of a collection: {@code collections.get}.
     *
     * @see ModelCollections#models(String)
     */
    Mono<List<Model>> models(String slug);
}
