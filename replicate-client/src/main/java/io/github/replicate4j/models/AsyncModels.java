/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.paging.AsyncPage;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Models}.
 *
 * @since 0.1.0
 */
public interface AsyncModels {

    /**
     * List all public models: {@code models.list}.
     *
     * @see Models#list()
     */
    Mono<AsyncPage<Model>> list();

    /**
     * List all public models in a given order: {@code models.list}.
     *
     * @see Models#list(ModelListRequest)
     */
    Mono<AsyncPage<Model>> list(ModelListRequest request);

    /**
     * List all public models in a given order: {@code models.list}.
     *
     * @see Models#list(Consumer)
     */
    default Mono<AsyncPage<Model>> list(Consumer<ModelListRequest.Builder> request) {
        return list(ModelListRequest.of(request));
    }

    /**
     * Search the public models: {@code models.search}.
     *
     * @see Models#search(String)
     */
    Mono<AsyncPage<Model>> search(String text);

    /**
     * Create a model: {@code models.create}.
     *
     * @see Models#create(ModelRequest)
     */
    Mono<Model> create(ModelRequest request);

    /**
     * Create a model: {@code models.create}.
     *
     * @see Models#create(Consumer)
     */
    default Mono<Model> create(Consumer<ModelRequest.Builder> request) {
        return create(ModelRequest.of(request));
    }

    /**
     * Return a model: {@code models.get}.
     *
     * @see Models#get(String)
     */
    Mono<Model> get(String model);

    /**
     * Update the metadata of a model: {@code models.update}.
     *
     * @see Models#update(String, ModelUpdateRequest)
     */
    Mono<Model> update(String model, ModelUpdateRequest request);

    /**
     * Update the metadata of a model: {@code models.update}.
     *
     * @see Models#update(String, Consumer)
     */
    default Mono<Model> update(String model, Consumer<ModelUpdateRequest.Builder> request) {
        return update(model, ModelUpdateRequest.of(request));
    }

    /**
     * Delete a model: {@code models.delete}.
     *
     * @see Models#delete(String)
     */
    Mono<Void> delete(String model);

    /**
     * Return the README of a model: {@code models.readme.get}.
     *
     * @see Models#readme(String)
     */
    Mono<String> readme(String model);

    /**
     * Return the operations on examples of models.
     *
     * @see Models#examples()
     */
    AsyncModelExamples examples();

    /**
     * Return the operations on versions of models.
     *
     * @see Models#versions()
     */
    AsyncModelVersions versions();

    /**
     * Return the operations on predictions of official models.
     *
     * @see Models#predictions()
     */
    AsyncModelPredictions predictions();
}
