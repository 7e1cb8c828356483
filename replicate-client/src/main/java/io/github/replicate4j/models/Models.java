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

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.util.function.Consumer;

/**
 * Models.
 */
public final class Models {

    private final AsyncModels async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Models(AsyncModels async) {
        this.async = async;
    }

    /**
     * Lists all public models, those with the newest versions first: {@code models.list}.
     *
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Model> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Lists all public models: {@code models.list}.
     *
     * @param request how they are listed
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Model> list(ModelListRequest request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Lists all public models, as {@link #list(ModelListRequest)}.
     *
     * @param request says how they are listed
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Model> list(Consumer<ModelListRequest.Builder> request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Searches the public models: {@code models.search}. The search of the client itself finds more, such as collections.
     *
     * @param text what to search for
     * @return the first page, the best first, which leads to the others
     * @throws IllegalArgumentException if the text is blank
     * @throws ReplicateException if it cannot be had
     */
    public Page<Model> search(String text) {
        return new Page<>(Blocking.value(this.async.search(text)));
    }

    /**
     * Creates a model: {@code models.create}. It is empty, and becomes useful with a version: push one with Cog, or make
     * it the destination of a training. The request is sent once. An account can have 1,000 models.
     *
     * @param request what it is created from
     * @return the model as it was created
     * @throws OutcomeUnknownException if no answer settles it, so that there may be such a model all the same
     * @throws ReplicateException if it was not created
     */
    public Model create(ModelRequest request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Creates a model, as {@link #create(ModelRequest)}.
     *
     * @param request fills the request
     * @return the model as it was created
     * @throws IllegalArgumentException if something is missing
     * @throws OutcomeUnknownException if no answer settles it, so that there may be such a model all the same
     * @throws ReplicateException if it was not created
     */
    public Model create(Consumer<ModelRequest.Builder> request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Gets a model: {@code models.get}. Its latest version says what it takes and gives.
     *
     * @param model {@code owner/name}
     * @return the model
     * @throws IllegalArgumentException if the name is of another form
     * @throws ReplicateException if it cannot be had
     */
    public Model get(String model) {
        return Blocking.value(this.async.get(model));
    }

    /**
     * Changes what a model says of itself: {@code models.update}. The request is sent once.
     *
     * @param model {@code owner/name}
     * @param request what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @throws OutcomeUnknownException if no answer settles it, so that it may have changed all the same
     * @throws ReplicateException if it was not changed
     */
    public Model update(String model, ModelUpdateRequest request) {
        return Blocking.value(this.async.update(model, request));
    }

    /**
     * Changes what a model says of itself, as {@link #update(String, ModelUpdateRequest)}.
     *
     * @param model {@code owner/name}
     * @param request says what changes
     * @return the model as it is now
     * @throws IllegalArgumentException if the name is of another form, or nothing changes
     * @throws OutcomeUnknownException if no answer settles it, so that it may have changed all the same
     * @throws ReplicateException if it was not changed
     */
    public Model update(String model, Consumer<ModelUpdateRequest.Builder> request) {
        return Blocking.value(this.async.update(model, request));
    }

    /**
     * Deletes a model: {@code models.delete}. Replicate refuses unless it is yours, private and has no versions.
     *
     * @param model {@code owner/name}
     * @throws IllegalArgumentException if the name is of another form
     * @throws ReplicateException if Replicate refuses, or does not know the model
     */
    public void delete(String model) {
        Blocking.get(this.async.delete(model));
    }

    /**
     * Gets what the page of a model says: {@code models.readme.get}.
     *
     * @param model {@code owner/name}
     * @return Markdown
     * @throws IllegalArgumentException if the name is of another form
     * @throws NotFoundException if there is no such model, or it has no readme
     * @throws ReplicateException if it cannot be had
     */
    public String readme(String model) {
        return Blocking.value(this.async.readme(model));
    }

    /**
     * Returns the examples of what models do.
     *
     * @return the resource
     */
    public ModelExamples examples() {
        return new ModelExamples(this.async.examples());
    }

    /**
     * Returns the versions of models.
     *
     * @return the resource
     */
    public ModelVersions versions() {
        return new ModelVersions(this.async.versions());
    }

    /**
     * Returns the predictions of official models, which need no version.
     *
     * @return the resource
     */
    public ModelPredictions predictions() {
        return new ModelPredictions(this.async.predictions());
    }
}
