/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.validation.InputChecks;
import io.github.replicate4j.models.AsyncModelVersions;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelVersions}. */
public final class DefaultAsyncModelVersions implements AsyncModelVersions {

    private static final String VERSION = "/models/{owner}/{name}/versions/{versionId}";

    private final Transport transport;

    private final InputChecks checks;

    DefaultAsyncModelVersions(Transport transport, InputChecks checks) {
        this.transport = transport;
        this.checks = checks;
    }

    @Override
    public Mono<AsyncPage<ModelVersion>> list(String model) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        return DefaultAsyncPage.first(
                this.transport,
                () -> ApiRequest.get("models.versions.list", "/models/{owner}/{name}/versions")
                        .path(reference),
                ModelVersion.class);
    }

    @Override
    public Mono<ModelVersion> get(String model, String versionId) {
        ApiRequest request = ApiRequest.get("models.versions.get", VERSION).expect("id", versionId);
        return this.transport
                .send(of(model, versionId, request), ModelVersion.class)
                .doOnNext(this.checks::remember);
    }

    @Override
    public Mono<Void> delete(String model, String versionId) {
        ApiRequest request = ApiRequest.delete("models.versions.delete", VERSION);
        return this.transport.sendForStatus(of(model, versionId, request));
    }

    private static ApiRequest of(String model, String versionId, ApiRequest request) {
        return request.path(ModelReference.ownerAndName("model", model)).path("versionId", versionId);
    }
}
