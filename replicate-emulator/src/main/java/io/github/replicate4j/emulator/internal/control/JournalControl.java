/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.definition.OperationNames;
import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.SensitiveText;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.request.JournalEntry;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads and clears the records of requests and webhook deliveries.
 */
final class JournalControl {

    private static final int DEFAULT_LIMIT = 100;

    private static final int MAX_BODY = 1 << 20;

    private final ControlledEmulator emulator;

    JournalControl(ControlledEmulator emulator) {
        this.emulator = emulator;
    }

    ApiResponse requests(ReceivedRequest request) {
        String name = request.query("operation");
        Operation operation = name == null ? null : OperationNames.find(name);
        if (name != null && operation == null) {
            throw ApiException.unprocessable("The parameter operation " + OperationNames.unknown(name));
        }
        List<JournalEntry> entries = operation == null
                ? this.emulator.journal().all()
                : this.emulator.journal().to(operation);
        return ApiResponse.json(
                200,
                Map.of(
                        "total",
                        entries.size(),
                        "requests",
                        last(entries, request).stream()
                                .map(JournalControl::json)
                                .toList()));
    }

    ApiResponse clearRequests(ReceivedRequest request) {
        this.emulator.journal().clear();
        return ApiResponse.empty(204);
    }

    ApiResponse deliveries(ReceivedRequest request) {
        String prediction = request.query("prediction");
        List<WebhookDelivery> deliveries = this.emulator.webhooks().deliveries().stream()
                .filter(delivery -> prediction == null || prediction.equals(delivery.predictionId()))
                .toList();
        return ApiResponse.json(
                200,
                Map.of(
                        "total",
                        deliveries.size(),
                        "deliveries",
                        last(deliveries, request).stream()
                                .map(JournalControl::json)
                                .toList()));
    }

    ApiResponse clearDeliveries(ReceivedRequest request) {
        this.emulator.webhooks().clearDeliveries();
        return ApiResponse.empty(204);
    }

    private static <T> List<T> last(List<T> all, ReceivedRequest request) {
        String text = request.query("limit");
        int limit = DEFAULT_LIMIT;
        if (text != null) {
            try {
                limit = Integer.parseInt(text);
            } catch (NumberFormatException ex) {
                limit = -1;
            }
            if (limit < 0) {
                throw ApiException.unprocessable(
                        "The parameter limit must be a number of 0 or more, not '" + text + "'");
            }
        }
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private static Map<String, @Nullable Object> json(JournalEntry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Operation operation = entry.operation();
        json.put("operation", operation == null ? null : operation.name());
        json.put("method", entry.method());
        json.put("url", SensitiveText.withoutSecrets(entry.uri().toString()));
        Map<String, String> headers = new LinkedHashMap<>();
        entry.headers()
                .forEach((name, values) -> headers.put(
                        name.toLowerCase(Locale.ROOT), SensitiveText.withoutSecrets(String.join(", ", values))));
        json.put("headers", headers);
        json.put("authorization", withoutSecrets(entry.authorization()));
        String body = entry.bytes().length <= MAX_BODY ? SensitiveText.withoutSecrets(entry.body()) : null;
        json.put("body", body);
        json.put("body_size", entry.bytes().length);
        json.put("json", parsed(body));
        json.put("received_at", Timestamps.of(entry.receivedAt()));
        json.put("status", entry.status());
        return json;
    }

    private static @Nullable String withoutSecrets(@Nullable String text) {
        return text == null ? null : SensitiveText.withoutSecrets(text);
    }

    private static @Nullable Object parsed(@Nullable String body) {
        try {
            return body != null && body.startsWith("{") ? Json.readObject(body.getBytes(StandardCharsets.UTF_8)) : null;
        } catch (JacksonException ex) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> json(WebhookDelivery delivery) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("webhook_id", delivery.id());
        json.put("prediction", delivery.predictionId());
        json.put("event", delivery.event().value());
        json.put("url", SensitiveText.withoutSecrets(delivery.url().toString()));
        json.put("attempt", delivery.attempt());
        json.put("sent_at", Timestamps.of(delivery.sentAt()));
        json.put("ended_at", Timestamps.ofNullable(delivery.endedAt()));
        json.put("status", delivery.status());
        json.put("failure", delivery.failure());
        json.put("success", delivery.isSuccess());
        return json;
    }
}
