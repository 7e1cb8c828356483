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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import io.github.replicate4j.emulator.http.RequestBody;
import io.github.replicate4j.emulator.http.Violations;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks the request that creates a prediction, for all three operations that do. */
final class PredictionOrderReader {

    private static final Set<String> FIELDS = Set.of("input", "webhook", "webhook_events_filter", "stream");

    private final ModelRegistry models;
    private final DeploymentRegistry deployments;

    PredictionOrderReader(ModelRegistry models, DeploymentRegistry deployments) {
        this.models = models;
        this.deployments = deployments;
    }

    /** The body names the model. */
    PredictionOrder byVersion(ReceivedRequest request) {
        Map<String, Object> body = RequestBody.read(request);
        Violations violations = new Violations();
        checkFields(body, true, violations);
        if (!body.containsKey("version")) {
            violations.missing("", "version");
        } else if (!(body.get("version") instanceof String)) {
            violations.wrongType("version", "string", InputType.nameOf(body.get("version")));
        }
        violations.raise();
        ModelChoice choice = body.get("version") instanceof String reference ? this.models.referred(reference) : null;
        if (choice == null) {
            throw ApiProblem.invalidVersion();
        }
        return order(request, body, choice, null);
    }

    /** The path names the model, which must be an official one. */
    PredictionOrder byModel(ReceivedRequest request) {
        ModelChoice choice = this.models.choice(request.path("owner") + "/" + request.path("name"), null);
        if (choice == null || !choice.model().official()) {
            throw ApiProblem.notFound();
        }
        return orderWithoutVersion(request, choice, null);
    }

    /** The path names a deployment. */
    PredictionOrder byDeployment(ReceivedRequest request) {
        String deployment = request.path("owner") + "/" + request.path("name");
        ModelChoice choice = this.deployments.deployed(deployment);
        if (choice == null) {
            throw ApiProblem.notFound();
        }
        return orderWithoutVersion(request, choice, deployment);
    }

    private PredictionOrder orderWithoutVersion(
            ReceivedRequest request, ModelChoice choice, @Nullable String deployment) {
        Map<String, Object> body = RequestBody.read(request);
        Violations violations = new Violations();
        checkFields(body, false, violations);
        violations.raise();
        return order(request, body, choice, deployment);
    }

    private static PredictionOrder order(
            ReceivedRequest request, Map<String, Object> body, ModelChoice choice, @Nullable String deployment) {
        @SuppressWarnings("unchecked") // checkFields saw to it
        Map<String, Object> input = Collections.unmodifiableMap((Map<String, Object>) body.get("input"));
        Violations violations = new Violations();
        InputCheck.check(choice.version().fields(), input, violations);
        violations.raise();
        return new PredictionOrder(
                PredictionOrder.Kind.PREDICTION,
                choice,
                deployment,
                input,
                WebhookFields.url(body),
                WebhookFields.events(body),
                CancelAfter.read(request),
                PreferWait.read(request),
                request.body().length);
    }

    private static void checkFields(Map<String, Object> body, boolean withVersion, Violations violations) {
        for (String field : body.keySet()) {
            if (!FIELDS.contains(field) && !(withVersion && field.equals("version"))) {
                violations.unknown("", field);
            }
        }
        if (!body.containsKey("input")) {
            violations.missing("", "input");
        } else if (!(body.get("input") instanceof Map)) {
            violations.wrongType("input", "object", InputType.nameOf(body.get("input")));
        }
        if (body.containsKey("stream") && !(body.get("stream") instanceof Boolean)) {
            violations.wrongType("stream", "boolean", InputType.nameOf(body.get("stream")));
        }
        WebhookFields.check(body, violations);
    }
}
