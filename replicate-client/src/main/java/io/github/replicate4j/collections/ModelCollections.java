/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.collections;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.paging.Page;
import java.util.List;

/**
 * Operations on collections of models.
 *
 * @since 0.1.0
 */
public final class ModelCollections {

    private final AsyncModelCollections async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public ModelCollections(AsyncModelCollections async) {
        this.async = async;
    }

    /**
     * List the collections, without their models: {@code collections.list}.
     *
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<ModelCollection> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Return a collection with its models: {@code collections.get}.
     *
     * @param slug slug of the collection, such as {@code text-to-image}
     * @return the collection
     * @throws IllegalArgumentException if the slug is blank
     * @throws ReplicateException if the request fails
     */
    public ModelCollection get(String slug) {
        return Blocking.value(this.async.get(slug));
    }

    /**
     * Return the models of a collection: {@code collections.get}.
     *
     * @param slug slug of the collection, such as {@code text-to-image}
     * @return all models of the collection, without paging
     * @throws IllegalArgumentException if the slug is blank
     * @throws ReplicateException if the request fails
     */
    public List<Model> models(String slug) {
        return Blocking.value(this.async.models(slug));
    }
}
