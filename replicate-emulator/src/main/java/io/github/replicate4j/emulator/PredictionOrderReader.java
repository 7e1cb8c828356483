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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads and checks the request that creates a prediction, for all three operations that do. */
final class PredictionOrderReader {

    private static final Set<String> FIELDS = Set.of("input", "webhook", "webhook_events_filter", "stream");
    private static final List<String> EVENTS = List.of("start", "output", "logs", "completed");

    private final ModelRegistry models;

    PredictionOrderReader(ModelRegistry models) {
        this.models = models;
    }

    /** The body names the model. */
    PredictionOrder byVersion(ReceivedRequest request) {
        Map<String, Object> body = body(request);
        Violations violations = new Violations();
        checkFields(body, true, violations);
        if (!body.containsKey("version")) {
            violations.missing("", "version");
        } else if (!(body.get("version") instanceof String)) {
            violations.wrongType("version", "string", InputType.nameOf(body.get("version")));
        }
        violations.raise();
        ModelDefinition model =
                body.get("version") instanceof String reference ? this.models.referred(reference) : null;
        if (model == null) {
            throw ApiProblem.invalidVersion();
        }
        return order(request, body, model, null);
    }

    /** The path names the model, which must be an official one. */
    PredictionOrder byModel(ReceivedRequest request) {
        ModelDefinition model = this.models.model(request.path("owner") + "/" + request.path("name"));
        if (model == null || !model.official()) {
            throw ApiProblem.notFound("The requested resource could not be found.");
        }
        return orderWithoutVersion(request, model, null);
    }

    /** The path names a deployment. */
    PredictionOrder byDeployment(ReceivedRequest request) {
        String deployment = request.path("owner") + "/" + request.path("name");
        ModelDefinition model = this.models.deployed(deployment);
        if (model == null) {
            throw ApiProblem.notFound("The requested resource could not be found.");
        }
        return orderWithoutVersion(request, model, deployment);
    }

    private PredictionOrder orderWithoutVersion(
            ReceivedRequest request, ModelDefinition model, @Nullable String deployment) {
        Map<String, Object> body = body(request);
        Violations violations = new Violations();
        checkFields(body, false, violations);
        violations.raise();
        return order(request, body, model, deployment);
    }

    private static PredictionOrder order(
            ReceivedRequest request, Map<String, Object> body, ModelDefinition model, @Nullable String deployment) {
        @SuppressWarnings("unchecked") // checkFields saw to it
        Map<String, Object> input = Collections.unmodifiableMap((Map<String, Object>) body.get("input"));
        Violations violations = new Violations();
        InputCheck.check(model.fields(), input, violations);
        violations.raise();
        return new PredictionOrder(
                model,
                deployment,
                input,
                body.get("webhook") instanceof String url ? webhook(url) : null,
                events(body),
                CancelAfter.read(request),
                PreferWait.read(request),
                request.body().length);
    }

    private static Map<String, Object> body(ReceivedRequest request) {
        if (request.body().length == 0) {
            throw ApiProblem.badJson("EOF");
        }
        try {
            Map<String, Object> body = Json.readObject(request.body());
            if (body != null) {
                return body;
            }
        } catch (UnexpectedEndOfInputException e) {
            throw ApiProblem.badJson("EOF");
        } catch (StreamReadException e) {
            throw ApiProblem.badJson(e.getOriginalMessage());
        } catch (JacksonException e) {
            // JSON it is, but of another kind: as with null
        }
        throw ApiProblem.badJson("an object is expected");
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
        checkWebhook(body, violations);
    }

    private static void checkWebhook(Map<String, Object> body, Violations violations) {
        if (body.containsKey("webhook")) {
            if (!(body.get("webhook") instanceof String url)) {
                violations.wrongType("webhook", "string", InputType.nameOf(body.get("webhook")));
            } else if (webhook(url) == null) {
                violations.add("webhook", "format", "Does not match format 'uri': give an absolute http(s) URL");
            }
        }
        if (!body.containsKey("webhook_events_filter")) {
            return;
        }
        if (!(body.get("webhook_events_filter") instanceof List<?> events)) {
            violations.wrongType("webhook_events_filter", "array", InputType.nameOf(body.get("webhook_events_filter")));
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            if (!(events.get(i) instanceof String event) || !EVENTS.contains(event)) {
                violations.add(
                        "webhook_events_filter." + i,
                        "enum",
                        "must be one of the following: \"start\", \"output\", \"logs\", \"completed\"");
            }
        }
    }

    private static @Nullable URI webhook(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static List<String> events(Map<String, Object> body) {
        List<String> events = new ArrayList<>();
        if (body.get("webhook_events_filter") instanceof List<?> given) {
            given.forEach(each -> events.add(String.valueOf(each)));
        }
        return List.copyOf(events);
    }
}
