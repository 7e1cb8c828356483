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

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.paging.Page;
import java.util.function.Consumer;

/**
 * Deployments.
 */
public final class Deployments {

    private final AsyncDeployments async;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param async does the work
     */
    public Deployments(AsyncDeployments async) {
        this.async = async;
    }

    /**
     * Lists the deployments of the account, newest first: {@code deployments.list}.
     *
     * @return the first page, which leads to the others
     * @throws ReplicateException if it cannot be had
     */
    public Page<Deployment> list() {
        return new Page<>(Blocking.value(this.async.list()));
    }

    /**
     * Creates a deployment: {@code deployments.create}. The request is sent once. Instances that are always up cost money
     * from then on.
     *
     * @param request what it is created from
     * @return the deployment as it was created
     * @throws OutcomeUnknownException if no answer settles it, so that there may be such a deployment all the same
     * @throws ReplicateException if it was not created
     */
    public Deployment create(DeploymentRequest request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Creates a deployment, as {@link #create(DeploymentRequest)}.
     *
     * @param request fills the request
     * @return the deployment as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws OutcomeUnknownException if no answer settles it, so that there may be such a deployment all the same
     * @throws ReplicateException if it was not created
     */
    public Deployment create(Consumer<DeploymentRequest.Builder> request) {
        return Blocking.value(this.async.create(request));
    }

    /**
     * Gets a deployment: {@code deployments.get}.
     *
     * @param deployment {@code owner/name}
     * @return the deployment
     * @throws IllegalArgumentException if the name is of another form
     * @throws ReplicateException if it cannot be had
     */
    public Deployment get(String deployment) {
        return Blocking.value(this.async.get(deployment));
    }

    /**
     * Changes what a deployment runs: {@code deployments.update}. Each change makes a release. The request is sent once.
     *
     * @param deployment {@code owner/name}
     * @param request what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form
     * @throws OutcomeUnknownException if no answer settles it, so that it may have changed all the same
     * @throws ReplicateException if it was not changed
     */
    public Deployment update(String deployment, DeploymentUpdateRequest request) {
        return Blocking.value(this.async.update(deployment, request));
    }

    /**
     * Changes what a deployment runs, as {@link #update(String, DeploymentUpdateRequest)}.
     *
     * @param deployment {@code owner/name}
     * @param request says what changes
     * @return the deployment as it is now
     * @throws IllegalArgumentException if the name is of another form, nothing changes or something is out of range
     * @throws OutcomeUnknownException if no answer settles it, so that it may have changed all the same
     * @throws ReplicateException if it was not changed
     */
    public Deployment update(String deployment, Consumer<DeploymentUpdateRequest.Builder> request) {
        return Blocking.value(this.async.update(deployment, request));
    }

    /**
     * Deletes a deployment: {@code deployments.delete}. Replicate refuses unless it has been offline and unused for 15
     * minutes.
     *
     * @param deployment {@code owner/name}
     * @throws IllegalArgumentException if the name is of another form
     * @throws ReplicateException if Replicate refuses, or does not know the deployment
     */
    public void delete(String deployment) {
        Blocking.get(this.async.delete(deployment));
    }

    /**
     * Returns the predictions of deployments.
     *
     * @return the resource
     */
    public DeploymentPredictions predictions() {
        return new DeploymentPredictions(this.async.predictions());
    }
}
