/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.util.function.Consumer;

/**
 * Operations on models.
 *
 * @since 0.1.0
 */
public final class Models {

    private final AsyncModels async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Models(AsyncModels async) {
        this.async = async;
    }

    /**
     * List all public models: {@code models.list}. Models with the newest versions come first.
     *
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<Model> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * List all public models in a given order: {@code models.list}.
     *
     * @param request the request, with the order
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<Model> list(ModelListRequest request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * List all public models in a given order, as {@link #list(ModelListRequest)}.
     *
     * @param request callback that sets the fields of the request
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<Model> list(Consumer<ModelListRequest.Builder> request) {
        return new Page<>(Blocking.value(this.async.list(request)));
    }

    /**
     * Search the public models: {@code models.search}. The search of the client also finds collections and
     * documentation.
     *
     * @param text text to search for
     * @return the first page, best match first
     * @throws IllegalArgumentException if the text is blank
     * @throws ReplicateException if the request fails
     */
    public Page<Model> search(String text) {
        return new Page<>(Blocking.value(this.async.search(text)));
    }

    /**
     * Create a model: {@code models.create}. A new model has no versions: push one with Cog, or use the model as the
     * destination of a training. The request is sent once. An account can have up to 1,000 models.
     *
     * @param request the request
     * @return the created model
     * @throws OutcomeUnknownException if no response shows whether the model was created
     * @throws ReplicateException if the model was not created
     */
    public Model create(ModelRequest request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Create a model, as {@link #create(ModelRequest)}.
     *
     * @param request callback that sets the fields of the request
     * @return the created model
     * @throws IllegalArgumentException if a required field is missing
     */
    public Model create(Consumer<ModelRequest.Builder> request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Return a model: {@code models.get}. Its latest version contains the schema of the input and the output.
     *
     * @param model the model, as {@code owner/name}
     * @return the model
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws ReplicateException if the request fails
     */
    public Model get(String model) {
        return Blocking.value(this.async.get(model));
    }

    /**
     * Update the metadata of a model: {@code models.update}. The request is sent once.
     *
     * @param model the model, as {@code owner/name}
     * @param request the request, with the fields to change
     * @return the updated model
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws OutcomeUnknownException if no response shows whether the model was updated
     * @throws ReplicateException if the model was not updated
     */
    public Model update(String model, ModelUpdateRequest request) {
        return Blocking.value(this.async.update(model, request));
    }

    /**
     * Update the metadata of a model, as {@link #update(String, ModelUpdateRequest)}.
     *
     * @param model the model, as {@code owner/name}
     * @param request callback that sets the fields to change
     * @return the updated model
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}, or if no field is set
     */
    public Model update(String model, Consumer<ModelUpdateRequest.Builder> request) {
        return Blocking.value(this.async.update(model, request));
    }

    /**
     * Delete a model: {@code models.delete}. Replicate deletes a model only if it is private, belongs to the account
     * and has no versions.
     *
     * @param model the model, as {@code owner/name}
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws ReplicateException if Replicate rejects the request or does not know the model
     */
    public void delete(String model) {
        Blocking.get(this.async.delete(model));
    }

    /**
     * Return the README of a model: {@code models.readme.get}.
     *
     * @param model the model, as {@code owner/name}
     * @return the README, as Markdown
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws NotFoundException if the model does not exist or has no README
     * @throws ReplicateException if the request fails
     */
    public String readme(String model) {
        return Blocking.value(this.async.readme(model));
    }

    /**
     * Return the operations on examples of models.
     *
     * @return the resource
     */
    public ModelExamples examples() {
        return new ModelExamples(this.async.examples());
    }

    /**
     * Return the operations on versions of models.
     *
     * @return the resource
     */
    public ModelVersions versions() {
        return new ModelVersions(this.async.versions());
    }

    /**
     * Return the operations on predictions of official models.
     *
     * @return the resource
     */
    public ModelPredictions predictions() {
        return new ModelPredictions(this.async.predictions());
    }
}
