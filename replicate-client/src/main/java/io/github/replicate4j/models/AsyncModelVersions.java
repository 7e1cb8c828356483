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

import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/**
 * Versions of models, reactive.
 *
 * @see ModelVersions
 */
public final class AsyncModelVersions {

    private static final String VERSION = "/models/{owner}/{name}/versions/{versionId}";

    private final Transport transport;

    AsyncModelVersions(Transport transport) {
        this.transport = transport;
    }

    /**
     * Lists the versions of a model, newest first: {@code models.versions.list}.
     *
     * @param model {@code owner/name}
     * @return the first page
     * @throws IllegalArgumentException if the name is of another form
     * @see ModelVersions#list(String)
     */
    public Mono<AsyncPage<ModelVersion>> list(String model) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        return AsyncPage.first(
                this.transport,
                () -> reference.into(ApiRequest.get("models.versions.list", "/models/{owner}/{name}/versions")),
                ModelVersion.class);
    }

    /**
     * Gets a version: {@code models.versions.get}.
     *
     * @param model {@code owner/name}
     * @param versionId id of the version
     * @return the version
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @see ModelVersions#get(String, String)
     */
    public Mono<ModelVersion> get(String model, String versionId) {
        ApiRequest request = ApiRequest.get("models.versions.get", VERSION);
        return this.transport.send(of(model, versionId, request), ModelVersion.class);
    }

    /**
     * Deletes a version, its predictions and their files: {@code models.versions.delete}.
     *
     * @param model {@code owner/name}
     * @param versionId id of the version
     * @return completes when Replicate has taken it on
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @see ModelVersions#delete(String, String)
     */
    public Mono<Void> delete(String model, String versionId) {
        ApiRequest request = ApiRequest.delete("models.versions.delete", VERSION);
        return this.transport.sendForStatus(of(model, versionId, request));
    }

    private static ApiRequest of(String model, String versionId, ApiRequest request) {
        return ModelReference.ownerAndName("model", model).into(request).path("versionId", versionId);
    }
}
