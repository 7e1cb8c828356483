/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.sse.ServerSentEvent;
import io.github.replicate4j.predictions.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last event of a stream: the outcome of the prediction and, for a failure, its reason if known. */
record TerminalEvent(
        Outcome outcome, @Nullable String id, @Nullable String detail) {

    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELED,
        /** The stream ended without an outcome: only the API can report it. */
        UNKNOWN
    }

    /** Return {@code null} if the event is not the last one. */
    static @Nullable TerminalEvent of(ServerSentEvent event) {
        return switch (event.type()) {
            case "error" -> new TerminalEvent(Outcome.FAILED, event.id(), detail(event.data()));
            case "done" -> new TerminalEvent(outcome(field(event.data(), "reason")), event.id(), null);
            default -> null;
        };
    }

    /** Return the prediction with the status and the reason of this event, which the API does not report yet. */
    @SuppressWarnings("NullAway") // missing logs stay missing
    Prediction applyTo(Prediction prediction) {
        return new Prediction(
                prediction.id(),
                prediction.model(),
                prediction.version(),
                prediction.deployment(),
                this.outcome.name().toLowerCase(Locale.ROOT),
                prediction.input(),
                prediction.output(),
                this.detail,
                prediction.hasLogs() ? prediction.logs() : null,
                prediction.metrics(),
                prediction.source(),
                prediction.dataRemoved(),
                prediction.createdAt(),
                prediction.startedAt(),
                prediction.completedAt(),
                prediction.deadline(),
                prediction.urls(),
                prediction.additionalProperties());
    }

    private static Outcome outcome(@Nullable Object reason) {
        if (reason == null) {
            return Outcome.SUCCEEDED;
        }
        return switch (reason.toString()) {
            case "error" -> Outcome.FAILED;
            case "canceled" -> Outcome.CANCELED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static String detail(String data) {
        Object detail = field(data, "detail");
        return detail == null ? data : detail.toString();
    }

    private static @Nullable Object field(String json, String name) {
        try {
            return Json.<Map<String, @Nullable Object>>read(json.getBytes(StandardCharsets.UTF_8), Map.class)
                    .get(name);
        } catch (UnreadableJsonException ex) {
            return null;
        }
    }
}
