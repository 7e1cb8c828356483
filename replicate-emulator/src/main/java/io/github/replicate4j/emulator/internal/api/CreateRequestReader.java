/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Violations;
import io.github.replicate4j.emulator.internal.model.Deployment;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.InputValidator;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.model.ResolvedVersion;
import io.github.replicate4j.emulator.internal.prediction.CreateRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and validates requests that create predictions, for all three operations.
 */
final class CreateRequestReader {

    private static final Set<String> FIELDS = Set.of("input", "webhook", "webhook_events_filter", "stream");

    private final ModelRegistry models;

    private final DeploymentRegistry deployments;

    private final WebhookFields webhooks;

    CreateRequestReader(ModelRegistry models, DeploymentRegistry deployments, WebhookFields webhooks) {
        this.models = models;
        this.deployments = deployments;
        this.webhooks = webhooks;
    }

    /** Read a request whose body contains the version. */
    CreateRequest byVersion(ReceivedRequest request) {
        Map<String, Object> body = request.json();
        Violations violations = new Violations();
        checkFields(body, true, violations);
        if (!body.containsKey("version")) {
            violations.missing("", "version");
        } else if (!(body.get("version") instanceof String)) {
            violations.wrongType("version", "string", body.get("version"));
        }
        violations.raise();
        ResolvedVersion target =
                body.get("version") instanceof String reference ? this.models.resolve(reference) : null;
        if (target == null) {
            throw ApiException.invalidVersion();
        }
        return create(request, body, target, null);
    }

    /** Read a request whose path contains the model, which must be an official one. */
    CreateRequest byModel(ReceivedRequest request) {
        ResolvedVersion target = this.models.resolve(request.path("owner") + "/" + request.path("name"), null);
        if (target == null || !target.model().official()) {
            throw ApiException.notFound();
        }
        return createWithoutVersion(request, target, null);
    }

    /** Read a request whose path contains the deployment. */
    CreateRequest byDeployment(ReceivedRequest request) {
        String deployment = request.path("owner") + "/" + request.path("name");
        Deployment found = ApiException.requireFound(this.deployments.find(deployment));
        ResolvedVersion target = this.deployments.resolve(deployment);
        if (target == null) {
            throw ApiException.notFound("The deployment runs the model "
                    + found.release().model() + ", which does not exist in this emulator: define it again");
        }
        return createWithoutVersion(request, target, deployment);
    }

    private CreateRequest createWithoutVersion(
            ReceivedRequest request, ResolvedVersion target, @Nullable String deployment) {
        Map<String, Object> body = request.json();
        Violations violations = new Violations();
        checkFields(body, false, violations);
        violations.raise();
        return create(request, body, target, deployment);
    }

    private CreateRequest create(
            ReceivedRequest request, Map<String, Object> body, ResolvedVersion target, @Nullable String deployment) {
        @SuppressWarnings("unchecked") // verified by checkFields
        Map<String, Object> input = Collections.unmodifiableMap((Map<String, Object>) body.get("input"));
        Violations violations = new Violations();
        InputValidator.check(target.version().fields(), input, violations);
        violations.raise();
        return new CreateRequest(
                CreateRequest.Kind.PREDICTION,
                target,
                deployment,
                input,
                this.webhooks.url(body),
                WebhookFields.events(body),
                CancelAfterHeader.read(request),
                request.body().length,
                request.links());
    }

    private void checkFields(Map<String, Object> body, boolean withVersion, Violations violations) {
        for (String field : body.keySet()) {
            if (!FIELDS.contains(field) && !(withVersion && field.equals("version"))) {
                violations.unknown("", field);
            }
        }
        if (!body.containsKey("input")) {
            violations.missing("", "input");
        } else if (!(body.get("input") instanceof Map)) {
            violations.wrongType("input", "object", body.get("input"));
        }
        if (body.containsKey("stream") && !(body.get("stream") instanceof Boolean)) {
            violations.wrongType("stream", "boolean", body.get("stream"));
        }
        this.webhooks.check(body, violations);
    }
}
