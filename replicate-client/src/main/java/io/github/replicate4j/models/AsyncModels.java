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

import io.github.replicate4j.paging.AsyncPage;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Models, reactive.
 *
 * @see Models
 */
public interface AsyncModels {

    /**
     * Lists all public models, those with the newest versions first: {@code models.list}.
     *
     * @return the first page
     * @see Models#list()
     */
    Mono<AsyncPage<Model>> list();

    /**
     * Lists all public models: {@code models.list}.
     *
     * @param request how they are listed
     * @return the first page
     * @see Models#list(ModelListRequest)
     */
    Mono<AsyncPage<Model>> list(ModelListRequest request);

    /**
     * Lists all public models: {@code models.list}.
     *
     * @param request says how they are listed
     * @return the first page
     * @see Models#list(Consumer)
     */
    default Mono<AsyncPage<Model>> list(Consumer<ModelListRequest.Builder> request) {
        return list(ModelListRequest.of(request));
    }

    /**
     * Searches the public models: {@code models.search}.
     *
     * @param text what to search for
     * @return the first page, the best first
     * @throws IllegalArgumentException if the text is blank
     * @see Models#search(String)
     */
    Mono<AsyncPage<Model>> search(String text);

    /**
     * Creates a model: {@code models.create}.
     *
     * @param request what it is created from
     * @return the model as it was created
     * @see Models#create(ModelRequest)
     */
    Mono<Model> create(ModelRequest request);

    /**
     * Creates a model: {@code models.create}.
     *
     * @param request fills the request
     * @return the model as it was created
     * @throws IllegalArgumentException if something is missing
     * @see Models#create(Consumer)
     */
    default Mono<Model> create(Consumer<ModelRequest.Builder> request) {
        return create(ModelRequest.of(request));
    }

    /**
     * Gets a model: {@code models.get}.
     *
     * @param model {@code owner/name}
     * @return the model
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#get(String)
     */
    Mono<Model> get(String model);

    /**
     * Changes what a model says of itself: {@code models.update}.
     *
     * @param model {@code owner/name}
     * @param request what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#update(String, ModelUpdateRequest)
     */
    Mono<Model> update(String model, ModelUpdateRequest request);

    /**
     * Changes what a model says of itself: {@code models.update}.
     *
     * @param model {@code owner/name}
     * @param request says what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form, or nothing changes
     * @see Models#update(String, Consumer)
     */
    default Mono<Model> update(String model, Consumer<ModelUpdateRequest.Builder> request) {
        return update(model, ModelUpdateRequest.of(request));
    }

    /**
     * Deletes a model: {@code models.delete}.
     *
     * @param model {@code owner/name}
     * @return completes when it is gone
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#delete(String)
     */
    Mono<Void> delete(String model);

    /**
     * Gets what the page of a model says: {@code models.readme.get}.
     *
     * @param model {@code owner/name}
     * @return Markdown
     * @throws IllegalArgumentException if the name is of another form
     * @see Models#readme(String)
     */
    Mono<String> readme(String model);

    /**
     * Returns the examples of what models do.
     *
     * @return the resource
     */
    AsyncModelExamples examples();

    /**
     * Returns the versions of models.
     *
     * @return the resource
     */
    AsyncModelVersions versions();

    /**
     * Returns the predictions of official models, which need no version.
     *
     * @return the resource
     */
    AsyncModelPredictions predictions();
}
