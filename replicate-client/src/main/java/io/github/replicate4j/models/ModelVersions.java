/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;

/**
 * Operations on versions of models. Replicate does not publish the versions of official models.
 *
 * @since 0.1.0
 */
public final class ModelVersions {

    private final AsyncModelVersions async;

    ModelVersions(AsyncModelVersions async) {
        this.async = async;
    }

    /**
     * List the versions of a model, newest first: {@code models.versions.list}.
     *
     * @param model the model, as {@code owner/name}
     * @return the first page
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}
     * @throws NotFoundException if the model does not exist or is an official model
     * @throws ReplicateException if the request fails
     */
    public Page<ModelVersion> list(String model) {
        return new Page<>(Blocking.value(this.async.list(model)));
    }

    /**
     * Return a version of a model: {@code models.versions.get}.
     *
     * @param model the model, as {@code owner/name}
     * @param versionId id of the version
     * @return the version
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}, or if the id is blank
     * @throws ReplicateException if the request fails
     */
    public ModelVersion get(String model, String versionId) {
        return Blocking.value(this.async.get(model, versionId));
    }

    /**
     * Delete a version with its predictions and their files: {@code models.versions.delete}. Replicate completes the
     * deletion some minutes after this method returns. Replicate deletes a version only if the model is private and
     * belongs to the account, no other account has run the version, and no deployment or training uses it.
     *
     * @param model the model, as {@code owner/name}
     * @param versionId id of the version
     * @throws IllegalArgumentException if the model is not of the form {@code owner/name}, or if the id is blank
     * @throws ReplicateException if Replicate rejects the request or does not know the version
     */
    public void delete(String model, String versionId) {
        Blocking.get(this.async.delete(model, versionId));
    }
}
