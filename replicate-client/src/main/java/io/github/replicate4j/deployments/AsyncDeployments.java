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

import io.github.replicate4j.paging.AsyncPage;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Deployments, reactive.
 *
 * @see Deployments
 */
public interface AsyncDeployments {

    /**
     * Lists the deployments of the account, newest first: {@code deployments.list}.
     *
     * @return the first page
     * @see Deployments#list()
     */
    Mono<AsyncPage<Deployment>> list();

    /**
     * Creates a deployment: {@code deployments.create}.
     *
     * @param request what it is created from
     * @return the deployment as it was created
     * @see Deployments#create(DeploymentRequest)
     */
    Mono<Deployment> create(DeploymentRequest request);

    /**
     * Creates a deployment: {@code deployments.create}.
     *
     * @param request fills the request
     * @return the deployment as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Deployments#create(Consumer)
     */
    default Mono<Deployment> create(Consumer<DeploymentRequest.Builder> request) {
        return create(DeploymentRequest.of(request));
    }

    /**
     * Gets a deployment: {@code deployments.get}.
     *
     * @param deployment {@code owner/name}
     * @return the deployment
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#get(String)
     */
    Mono<Deployment> get(String deployment);

    /**
     * Changes what a deployment runs: {@code deployments.update}.
     *
     * @param deployment {@code owner/name}
     * @param request what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#update(String, DeploymentUpdateRequest)
     */
    Mono<Deployment> update(String deployment, DeploymentUpdateRequest request);

    /**
     * Changes what a deployment runs: {@code deployments.update}.
     *
     * @param deployment {@code owner/name}
     * @param request says what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form, nothing changes or something is out of range
     * @see Deployments#update(String, Consumer)
     */
    default Mono<Deployment> update(String deployment, Consumer<DeploymentUpdateRequest.Builder> request) {
        return update(deployment, DeploymentUpdateRequest.of(request));
    }

    /**
     * Deletes a deployment: {@code deployments.delete}.
     *
     * @param deployment {@code owner/name}
     * @return completes when it is gone
     * @throws IllegalArgumentException if the name is of another form
     * @see Deployments#delete(String)
     */
    Mono<Void> delete(String deployment);

    /**
     * Returns the predictions of deployments.
     *
     * @return the resource
     */
    AsyncDeploymentPredictions predictions();
}
