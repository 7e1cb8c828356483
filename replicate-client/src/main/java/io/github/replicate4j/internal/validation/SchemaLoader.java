/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.internal.schema.VersionLookup;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.reference.ModelReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads schemas: {@code models.get}, {@code models.versions.get} or {@code deployments.get}. */
final class SchemaLoader {

    private final Transport transport;

    private final KnownSchemas known;

    SchemaLoader(Transport transport, KnownSchemas known) {
        this.transport = transport;
        this.known = known;
    }

    @Nullable
    String token() {
        return this.transport.bearerToken();
    }

    /** Read a source again, even if it is known. The schema of a version does not change, so it is read only once. */
    Mono<KnownSchema> load(SchemaSource source) {
        return this.known.load(
                token(),
                source,
                Mono.defer(() -> request(source)).doOnError(failure -> this.known.failed(token(), source)));
    }

    private Mono<KnownSchema> request(SchemaSource source) {
        return switch (source.kind()) {
            case MODEL -> model(source);
            case VERSION -> version(source);
            case DEPLOYMENT -> deployment(source);
        };
    }

    private Mono<KnownSchema> model(SchemaSource source) {
        return model(source.name()).map(model -> this.known.remember(token(), source, model));
    }

    private Mono<Model> model(@Nullable String name) {
        ApiRequest request = ApiRequest.get("models.get", "/models/{owner}/{name}")
                .path(ModelReference.ownerAndName("model", String.valueOf(name)));
        return this.transport.send(request, Model.class);
    }

    private Mono<KnownSchema> version(SchemaSource source) {
        KnownSchema known = this.known.find(token(), source);
        if (known != null) {
            return Mono.just(known);
        }
        String version = String.valueOf(source.version());
        ApiRequest request = ApiRequest.get("models.versions.get", "/models/{owner}/{name}/versions/{versionId}")
                .expect("id", version)
                .path(ModelReference.ownerAndName("model", String.valueOf(source.name())))
                .path("versionId", version);
        return VersionLookup.orLatest(this.transport.send(request, ModelVersion.class), model(source.name()), version)
                .mapNotNull(found -> {
                    this.known.remember(token(), found);
                    return this.known.find(token(), source);
                });
    }

    private Mono<KnownSchema> deployment(SchemaSource source) {
        ApiRequest request = ApiRequest.get("deployments.get", "/deployments/{owner}/{name}")
                .pathAndResponse(ModelReference.ownerAndName("deployment", String.valueOf(source.name())));
        return this.transport.send(request, Deployment.class).flatMap(deployment -> {
            this.known.remember(token(), source, deployment);
            Deployment.Release release = deployment.currentRelease();
            return release == null || release.version() == null || release.model() == null
                    ? Mono.empty()
                    : version(SchemaSource.ofVersion(release.model(), release.version()));
        });
    }
}
