/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.deployments.AsyncDeploymentPredictions;
import io.github.replicate4j.deployments.AsyncDeployments;
import io.github.replicate4j.deployments.Deployment;
import io.github.replicate4j.deployments.DeploymentRequest;
import io.github.replicate4j.deployments.DeploymentUpdateRequest;
import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.validation.InputChecks;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncDeployments}. */
public final class DefaultAsyncDeployments implements AsyncDeployments {

    private static final String ALL = "/deployments";

    private static final String ONE = "/deployments/{owner}/{name}";

    private final Transport transport;

    private final InputChecks checks;

    private final AsyncDeploymentPredictions predictions;

    DefaultAsyncDeployments(Transport transport, PredictionCreator creator, InputChecks checks) {
        this.transport = transport;
        this.checks = checks;
        this.predictions = new DefaultAsyncDeploymentPredictions(creator);
    }

    @Override
    public Mono<AsyncPage<Deployment>> list() {
        return DefaultAsyncPage.first(this.transport, () -> ApiRequest.get("deployments.list", ALL), Deployment.class);
    }

    @Override
    public Mono<Deployment> create(DeploymentRequest request) {
        ApiRequest create = ApiRequest.nonIdempotentPost("deployments.create", ALL)
                .json(new RequestFields()
                        .with("name", request.name())
                        .with("model", request.model())
                        .with("version", request.version())
                        .with("hardware", request.hardware())
                        .with("min_instances", request.minInstances())
                        .with("max_instances", request.maxInstances())
                        .toMap(request.additionalProperties()))
                .expect("name", request.name())
                .reconcileWith("deployments.list");
        return this.transport.send(create, Deployment.class).doOnNext(this::remember);
    }

    /** The name may be that of a deployment that has been deleted elsewhere. */
    private void remember(Deployment created) {
        if (created.owner() != null && created.name() != null) {
            this.checks.remember(created.owner() + "/" + created.name(), created);
        }
    }

    @Override
    public Mono<Deployment> get(String deployment) {
        return this.transport
                .send(of(deployment, ApiRequest.get("deployments.get", ONE)), Deployment.class)
                .doOnNext(found -> this.checks.remember(deployment, found));
    }

    @Override
    public Mono<Deployment> update(String deployment, DeploymentUpdateRequest request) {
        ApiRequest update = of(deployment, ApiRequest.patch("deployments.update", ONE))
                .json(new RequestFields()
                        .with("version", request.version())
                        .with("hardware", request.hardware())
                        .with("min_instances", request.minInstances())
                        .with("max_instances", request.maxInstances())
                        .toMap(request.additionalProperties()))
                .reconcileWith("deployments.get");
        return this.transport
                .send(update, Deployment.class)
                .doOnNext(updated -> this.checks.remember(deployment, updated));
    }

    @Override
    public Mono<Void> delete(String deployment) {
        return this.transport
                .sendForStatus(of(deployment, ApiRequest.delete("deployments.delete", ONE)))
                .doOnSuccess(deleted -> this.checks.forget(deployment));
    }

    private static ApiRequest of(String deployment, ApiRequest request) {
        return request.pathAndResponse(ModelReference.ownerAndName("deployment", deployment));
    }

    @Override
    public AsyncDeploymentPredictions predictions() {
        return this.predictions;
    }
}
