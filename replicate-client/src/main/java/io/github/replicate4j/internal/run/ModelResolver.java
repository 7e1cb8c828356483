/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.internal.schema.VersionLookup;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.reference.ModelReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Determines how a model runs: by its name or by a version. */
public final class ModelResolver {

    private final AsyncModels models;

    private final ModelReference reference;

    public ModelResolver(AsyncModels models, ModelReference reference) {
        this.models = models;
        this.reference = reference;
    }

    /** An official model runs by its name, any other model by its latest version: {@code models.get}. */
    public Mono<ResolvedModel> resolve() {
        if (this.reference.version() != null) {
            return Mono.just(new ResolvedModel(this.reference, null));
        }
        return this.models.get(this.reference.toString()).flatMap(this::resolve);
    }

    private Mono<ResolvedModel> resolve(Model model) {
        ModelVersion latest = model.latestVersion();
        SchemaDocument schema = latest == null ? null : schema(latest);
        ResolvedModel byName = new ResolvedModel(this.reference, schema);
        if (latest == null || Boolean.TRUE.equals(model.official())) {
            return Mono.just(byName);
        }
        ResolvedModel byVersion = new ResolvedModel(new ModelReference(null, null, latest.id()), schema);
        return model.official() != null
                ? Mono.just(byVersion)
                : listsVersions().map(listed -> listed ? byVersion : byName);
    }

    /** Only models that are not official list their versions: {@code models.versions.list}. */
    private Mono<Boolean> listsVersions() {
        return this.models
                .versions()
                .list(this.reference.toString())
                .map(versions -> !versions.results().isEmpty())
                .onErrorResume(NotFoundException.class, failure -> Mono.just(false));
    }

    /** Get the schema of the version in the reference. Empty if it has none. */
    public Mono<SchemaDocument> versionSchema() {
        if (this.reference.owner() == null) {
            return Mono.error(() -> new IllegalStateException("The schema of a version cannot be looked up by its id"
                    + " alone: add the model, as in owner/name:" + this.reference.version()));
        }
        return VersionLookup.get(this.models, this.reference).mapNotNull(ModelResolver::schema);
    }

    private static @Nullable SchemaDocument schema(ModelVersion version) {
        return version.openapiSchema().isEmpty() ? null : new SchemaDocument(version.openapiSchema());
    }
}
