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
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;

/**
 * Versions of models. Official models show none.
 */
public final class ModelVersions {

    private final AsyncModelVersions async;

    ModelVersions(AsyncModelVersions async) {
        this.async = async;
    }

    /**
     * Lists the versions of a model, newest first: {@code models.versions.list}.
     *
     * @param model {@code owner/name}
     * @return the first page, which leads to the others
     * @throws IllegalArgumentException if the name is of another form
     * @throws NotFoundException if there is no such model, or it is an official one
     * @throws ReplicateException if it cannot be had
     */
    public Page<ModelVersion> list(String model) {
        return new Page<>(Blocking.value(this.async.list(model)));
    }

    /**
     * Gets a version: {@code models.versions.get}.
     *
     * @param model {@code owner/name}
     * @param versionId id of the version
     * @return the version
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @throws ReplicateException if it cannot be had
     */
    public ModelVersion get(String model, String versionId) {
        return Blocking.value(this.async.get(model, versionId));
    }

    /**
     * Deletes a version, its predictions and their files: {@code models.versions.delete}. Replicate takes some minutes for
     * it after this has returned. It refuses unless the model is yours and private, nobody else has run the version, and
     * no deployment or training builds on it.
     *
     * @param model {@code owner/name}
     * @param versionId id of the version
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @throws ReplicateException if Replicate refuses, or does not know the version
     */
    public void delete(String model, String versionId) {
        Blocking.get(this.async.delete(model, versionId));
    }
}
