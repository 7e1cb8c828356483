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

package io.github.replicate4j.deployments;

import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Deployments, reactive.
 *
 * @see Deployments
 */
public final class AsyncDeployments {

    private static final String ALL = "/deployments";

    private static final String ONE = "/deployments/{owner}/{name}";

    private final Transport transport;

    private final ClientSettings settings;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public AsyncDeployments(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Lists the deployments of the account, newest first: {@code deployments.list}.
     *
     * @return the first page
     * @see Deployments#list()
     */
    public Mono<AsyncPage<Deployment>> list() {
        return AsyncPage.first(this.transport, () -> ApiRequest.get("deployments.list", ALL), Deployment.class);
    }

    /**
     * Creates a deployment: {@code deployments.create}.
     *
     * @param request what it is created from
     * @return the deployment as it was created
     * @see Deployments#create(DeploymentRequest)
     */
    public Mono<Deployment> create(DeploymentRequest request) {
        ApiRequest create = ApiRequest.nonIdempotentPost("deployments.create", ALL)
                .json(request.body())
                .reconcileWith("deployments.list");
        return this.transport.send(create, Deployment.class);
    }

    /**
     * Creates a deployment: {@code deployments.create}.
     *
     * @param request fills the request
     * @return the deployment as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Deployments#create(Consumer)
     */
    public Mono<Deployment> create(Consumer<DeploymentRequest.Builder> request) {
        DeploymentRequest.Builder builder = DeploymentRequest.builder();
        request.accept(builder);
        return create(builder.build());
    }

    /**
     * Gets a deployment: {@code deployments.get}.
     *
     * @param deployment {@code owner/name}
     * @return the deployment
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#get(String)
     */
    public Mono<Deployment> get(String deployment) {
        return this.transport.send(of(deployment, ApiRequest.get("deployments.get", ONE)), Deployment.class);
    }

    /**
     * Changes what a deployment runs: {@code deployments.update}.
     *
     * @param deployment {@code owner/name}
     * @param request what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#update(String, DeploymentUpdateRequest)
     */
    public Mono<Deployment> update(String deployment, DeploymentUpdateRequest request) {
        ApiRequest update = of(deployment, ApiRequest.patch("deployments.update", ONE))
                .json(request.body())
                .reconcileWith("deployments.get");
        return this.transport.send(update, Deployment.class);
    }

    /**
     * Changes what a deployment runs: {@code deployments.update}.
     *
     * @param deployment {@code owner/name}
     * @param request says what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form, nothing changes or something is out of range
     * @see Deployments#update(String, Consumer)
     */
    public Mono<Deployment> update(String deployment, Consumer<DeploymentUpdateRequest.Builder> request) {
        DeploymentUpdateRequest.Builder builder = DeploymentUpdateRequest.builder();
        request.accept(builder);
        return update(deployment, builder.build());
    }

    /**
     * Deletes a deployment: {@code deployments.delete}.
     *
     * @param deployment {@code owner/name}
     * @return completes when it is gone
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#delete(String)
     */
    public Mono<Void> delete(String deployment) {
        return this.transport.sendForStatus(of(deployment, ApiRequest.delete("deployments.delete", ONE)));
    }

    private static ApiRequest of(String deployment, ApiRequest request) {
        return ModelReference.ownerAndName("deployment", deployment).into(request);
    }

    /**
     * Returns the predictions of deployments.
     *
     * @return the resource
     */
    public AsyncDeploymentPredictions predictions() {
        return new AsyncDeploymentPredictions(this.transport, this.settings);
    }
}
