/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import io.github.replicate4j.paging.AsyncPage;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link ModelVersions}.
 *
 * @since 0.1.0
 */
public interface AsyncModelVersions {

    /**
     * List the versions of a model, newest first: {@code models.versions.list}.
     *
     * @see ModelVersions#list(String)
     */
    Mono<AsyncPage<ModelVersion>> list(String model);

    /**
     * Return a version of a model: {@code models.versions.get}.
     *
     * @see ModelVersions#get(String, String)
     */
    Mono<ModelVersion> get(String model, String versionId);

    /**
     * Delete a version with its predictions and their files: {@code models.versions.delete}.
     *
     * @see ModelVersions#delete(String, String)
     */
    Mono<Void> delete(String model, String versionId);
}
