/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.limits.CreateTarget;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.validation.SchemaSource;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import org.jspecify.annotations.Nullable;

/**
 * One of the three endpoints that create predictions.
 *
 * @param operation the API operation
 * @param target {@code owner/name} in the path, or {@code null} if the path has none
 */
public record CreateEndpoint(String operation, @Nullable ModelReference target) {

    private static final String VERSIONS = "predictions.create";

    private static final String MODELS = "models.predictions.create";

    private static final String DEPLOYMENTS = "deployments.predictions.create";

    /** Return the endpoint of versions. */
    public static CreateEndpoint ofVersion() {
        return new CreateEndpoint(VERSIONS, null);
    }

    /** Return the endpoint of a request with a version. */
    public static CreateEndpoint ofVersion(PredictionRequest request) {
        if (request.version() == null) {
            throw new IllegalArgumentException("version must be set: owner/name:version, or a version id; use"
                    + " run(...) or models().predictions() to run a model without a version");
        }
        return ofVersion();
    }

    /** Return the endpoint of an official model. */
    public static CreateEndpoint ofModel(ModelReference model) {
        return new CreateEndpoint(MODELS, model);
    }

    /** Return the endpoint of an official model, for a request without a version. */
    public static CreateEndpoint ofModel(String model, PredictionRequest request) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        if (request.version() != null) {
            throw new IllegalArgumentException(
                    "version must not be set: an official model runs without one; use predictions() to run a version");
        }
        return ofModel(reference);
    }

    /** Return the endpoint of a deployment, for a request without a version. */
    public static CreateEndpoint ofDeployment(String deployment, PredictionRequest request) {
        ModelReference reference = ModelReference.ownerAndName("deployment", deployment);
        if (request.version() != null) {
            throw new IllegalArgumentException("version must not be set: the deployment determines it");
        }
        return new CreateEndpoint(DEPLOYMENTS, reference);
    }

    /** Return the endpoint of an operation. */
    static CreateEndpoint of(String operation, @Nullable String target) {
        return new CreateEndpoint(operation, target == null ? null : ModelReference.ownerAndName("target", target));
    }

    /** Return {@code owner/name} of the model that a request runs, or {@code null} if the request does not name it. */
    public @Nullable String model(PredictionRequest request) {
        if (request.version() != null) {
            return ModelReference.parse(request.version()).model();
        }
        return this.target == null || this.operation.equals(DEPLOYMENTS) ? null : this.target.model();
    }

    /**
     * Return what a create runs, for limits and prices.
     *
     * @param model {@code owner/name} of the model, or {@code null} if it is not known
     * @param version version in the request: {@code owner/name:version} or a version id, or {@code null} for none
     */
    CreateTarget limited(@Nullable String model, @Nullable String version) {
        boolean deployment = this.operation.equals(DEPLOYMENTS) && this.target != null;
        return new CreateTarget(
                this.operation,
                model,
                version == null ? null : ModelReference.parse(version).version(),
                deployment ? String.valueOf(this.target) : null,
                false);
    }

    /**
     * Return where the schema of the input is found.
     *
     * @param model {@code owner/name} of the model, or {@code null} if it is not known
     */
    SchemaSource schemaSource(PredictionRequest request, @Nullable String model) {
        if (request.version() != null) {
            ModelReference reference = ModelReference.parse(request.version());
            return reference.version() == null
                    ? SchemaSource.ofModel(reference.model())
                    : SchemaSource.ofVersion(model, reference.version());
        }
        String target = this.target == null ? model : this.target.model();
        return this.operation.equals(DEPLOYMENTS) && target != null
                ? SchemaSource.ofDeployment(target)
                : SchemaSource.ofModel(target);
    }

    /** Create a request without a body. */
    ApiRequest request() {
        if (this.target == null) {
            return ApiRequest.nonIdempotentPost(this.operation, "/predictions");
        }
        String template = this.operation.equals(MODELS)
                ? "/models/{owner}/{name}/predictions"
                : "/deployments/{owner}/{name}/predictions";
        return ApiRequest.nonIdempotentPost(this.operation, template).path(this.target);
    }
}
