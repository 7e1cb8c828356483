/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.schema;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/** Looks up the version of a model, which contains its schema. */
public final class VersionLookup {

    private VersionLookup() {}

    /**
     * Get the version in a reference, or the latest version if the reference has none. Empty if the model has no version.
     *
     * @param reference a reference with an owner
     */
    public static Mono<ModelVersion> get(AsyncModels models, ModelReference reference) {
        String model = reference.owner() + "/" + reference.name();
        String version = reference.version();
        return version == null
                ? models.get(model).mapNotNull(Model::latestVersion)
                : orLatest(models.versions().get(model, version), Mono.defer(() -> models.get(model)), version);
    }

    /**
     * Replicate does not return the versions of an official model, but the model itself contains its latest version.
     *
     * @param version {@code models.versions.get}
     * @param model {@code models.get}, which is called if the version is not found
     */
    public static Mono<ModelVersion> orLatest(Mono<ModelVersion> version, Mono<Model> model, String versionId) {
        return version.onErrorResume(
                NotFoundException.class,
                missing -> model.mapNotNull(Model::latestVersion)
                        .filter(latest -> latest.id().equals(versionId))
                        .switchIfEmpty(Mono.error(missing)));
    }
}
