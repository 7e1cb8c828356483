/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.deployments;

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.util.function.Consumer;

/**
 * Operations on deployments.
 *
 * @since 0.1.0
 */
public final class Deployments {

    private final AsyncDeployments async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Deployments(AsyncDeployments async) {
        this.async = async;
    }

    /**
     * List the deployments of the account, newest first: {@code deployments.list}.
     *
     * @return the first page
     * @throws ReplicateException if the request fails
     */
    public Page<Deployment> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Create a deployment: {@code deployments.create}. The request is sent once. Replicate bills the minimum number of
     * instances from then on.
     *
     * @param request the request
     * @return the created deployment
     * @throws OutcomeUnknownException if no response shows whether the deployment was created
     * @throws ReplicateException if the deployment was not created
     */
    public Deployment create(DeploymentRequest request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Create a deployment, as {@link #create(DeploymentRequest)}.
     *
     * @param request callback that sets the fields of the request
     * @return the created deployment
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public Deployment create(Consumer<DeploymentRequest.Builder> request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Return a deployment: {@code deployments.get}.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @return the deployment
     * @throws IllegalArgumentException if the deployment is not of the form {@code owner/name}
     * @throws ReplicateException if the request fails
     */
    public Deployment get(String deployment) {
        return Blocking.value(this.async.get(deployment));
    }

    /**
     * Update a deployment: {@code deployments.update}. Each update creates a release. The request is sent once.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @param request the request, with the fields to change
     * @return the updated deployment
     * @throws IllegalArgumentException if the deployment is not of the form {@code owner/name}
     * @throws OutcomeUnknownException if no response shows whether the deployment was updated
     * @throws ReplicateException if the deployment was not updated
     */
    public Deployment update(String deployment, DeploymentUpdateRequest request) {
        return Blocking.value(this.async.update(deployment, request));
    }

    /**
     * Update a deployment, as {@link #update(String, DeploymentUpdateRequest)}.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @param request callback that sets the fields to change
     * @return the updated deployment
     * @throws IllegalArgumentException if the deployment is not of the form {@code owner/name}, if no field is set, or
     *     if a field is out of range
     */
    public Deployment update(String deployment, Consumer<DeploymentUpdateRequest.Builder> request) {
        return Blocking.value(this.async.update(deployment, request));
    }

    /**
     * Delete a deployment: {@code deployments.delete}. Replicate deletes a deployment only if it has been offline and
     * unused for 15 minutes.
     *
     * @param deployment the deployment, as {@code owner/name}
     * @throws IllegalArgumentException if the deployment is not of the form {@code owner/name}
     * @throws ReplicateException if Replicate rejects the request or does not know the deployment
     */
    public void delete(String deployment) {
        Blocking.get(this.async.delete(deployment));
    }

    /**
     * Return the operations on predictions of deployments.
     *
     * @return the resource
     */
    public DeploymentPredictions predictions() {
        return new DeploymentPredictions(this.async.predictions());
    }
}
