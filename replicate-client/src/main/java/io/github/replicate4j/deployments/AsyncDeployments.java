/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.paging.AsyncPage;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Deployments}.
 *
 * @since 0.1.0
 */
public interface AsyncDeployments {

    /**
     * List the deployments of the account, newest first: {@code deployments.list}.
     *
     * @see Deployments#list()
     */
    Mono<AsyncPage<Deployment>> list();

    /**
     * Create a deployment: {@code deployments.create}.
     *
     * @see Deployments#create(DeploymentRequest)
     */
    Mono<Deployment> create(DeploymentRequest request);

    /**
     * Create a deployment: {@code deployments.create}.
     *
     * @see Deployments#create(Consumer)
     */
    default Mono<Deployment> create(Consumer<DeploymentRequest.Builder> request) {
        return create(DeploymentRequest.of(request));
    }

    /**
     * Return a deployment: {@code deployments.get}.
     *
     * @see Deployments#get(String)
     */
    Mono<Deployment> get(String deployment);

    /**
     * Update a deployment: {@code deployments.update}.
     *
     * @see Deployments#update(String, DeploymentUpdateRequest)
     */
    Mono<Deployment> update(String deployment, DeploymentUpdateRequest request);

    /**
     * Update a deployment: {@code deployments.update}.
     *
     * @see Deployments#update(String, Consumer)
     */
    default Mono<Deployment> update(String deployment, Consumer<DeploymentUpdateRequest.Builder> request) {
        return update(deployment, DeploymentUpdateRequest.of(request));
    }

    /**
     * Delete a deployment: {@code deployments.delete}.
     *
     * @see Deployments#delete(String)
     */
    Mono<Void> delete(String deployment);

    /**
     * Return the operations on predictions of deployments.
     *
     * @see Deployments#predictions()
     */
    AsyncDeploymentPredictions predictions();
}
