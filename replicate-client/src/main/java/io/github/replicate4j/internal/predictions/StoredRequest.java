/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.limits.CreateTarget;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An encoded create that can be stored as JSON.
 *
 * @param endpoint where to send it
 * @param body fields of the body, without a webhook
 * @param model {@code owner/name} of the model, or {@code null} if it is not known
 * @param reference reference of the application, or {@code null} if there is none
 * @param cancelAfter time after which Replicate cancels the prediction, or {@code null} for none
 * @param webhook webhook of the request, or {@code null} for the default one
 */
record StoredRequest(
        CreateEndpoint endpoint,
        Map<String, @Nullable Object> body,
        @Nullable String model,
        @Nullable String reference,
        @Nullable Duration cancelAfter,
        @Nullable WebhookTarget webhook) {

    static StoredRequest of(CreateEndpoint endpoint, PredictionRequest request, Map<String, @Nullable Object> body) {
        return new StoredRequest(
                endpoint, body, endpoint.model(request), request.reference(), request.cancelAfter(), request.webhook());
    }

    /** Read a create that {@link #toJson} has written. */
    static StoredRequest parse(String json) {
        Map<String, @Nullable Object> fields = Json.exactFields(json);
        String cancelAfter = text(fields, "cancel_after");
        return new StoredRequest(
                CreateEndpoint.of(String.valueOf(fields.get("operation")), text(fields, "target")),
                map(fields, "body"),
                text(fields, "model"),
                text(fields, "reference"),
                cancelAfter == null ? null : Duration.parse(cancelAfter),
                fields.containsKey("webhook") ? webhook(map(fields, "webhook")) : null);
    }

    private static WebhookTarget webhook(Map<String, @Nullable Object> fields) {
        String url = text(fields, "url");
        Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        if (fields.get("events") instanceof List<?> names) {
            names.forEach(name -> events.add(WebhookEventType.valueOf(String.valueOf(name))));
        }
        return new WebhookTarget(url == null ? null : URI.create(url), events);
    }

    private static @Nullable String text(Map<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Return what this create runs, for limits and prices. */
    CreateTarget limited() {
        return this.endpoint.limited(this.model, text(this.body, "version"));
    }

    /**
     * Write this create as JSON.
     *
     * @throws IllegalArgumentException if the body cannot be written
     */
    String toJson() {
        ModelReference target = this.endpoint.target();
        RequestFields fields = new RequestFields()
                .with("operation", this.endpoint.operation())
                .with("target", target == null ? null : target.toString())
                .with("model", this.model)
                .with("reference", this.reference)
                .with("cancel_after", this.cancelAfter == null ? null : this.cancelAfter.toString())
                .with("webhook", this.webhook == null ? null : webhookFields(this.webhook))
                .with("body", this.body);
        return new String(Json.write(fields.toMap(Map.of())), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> webhookFields(WebhookTarget webhook) {
        return new RequestFields()
                .with("url", webhook.url() == null ? null : webhook.url().toString())
                .with(
                        "events",
                        webhook.events().stream().map(Enum::name).sorted().toList())
                .toMap(Map.of());
    }
}
