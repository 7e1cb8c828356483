/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.Progress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook delivery as shown on the page, without outputs and URLs.
 *
 * @param receivedAt time at which the webhook was received
 * @param type {@code completed} or {@code updated}
 * @param status status of the prediction as reported by Replicate
 * @param progress progress from 0 to 1, or {@code null} if the model does not report it
 * @param prompt shortened prompt, or {@code null} if Replicate has removed the input
 * @param webhook last characters of the webhook id
 */
record Delivery(
        Instant receivedAt,
        String type,
        String status,
        @Nullable Double progress,
        @Nullable String prompt,
        String webhook) {

    private static final int MAX_PROMPT_LENGTH = 200;

    private static final int ID_LENGTH = 8;

    static Delivery of(String type, Prediction prediction, WebhookEvent event) {
        Progress progress = prediction.progress();
        return new Delivery(
                event.receivedAt(),
                type,
                Objects.requireNonNullElse(prediction.statusText(), "unknown"),
                progress == null ? null : progress.percentage(),
                prediction.input().get("prompt") instanceof String prompt ? shorten(prompt) : null,
                suffix(event.webhookId()));
    }

    private static String shorten(String prompt) {
        if (prompt.codePointCount(0, prompt.length()) <= MAX_PROMPT_LENGTH) {
            return prompt;
        }
        return prompt.substring(0, prompt.offsetByCodePoints(0, MAX_PROMPT_LENGTH - 1)) + "…";
    }

    private static String suffix(String id) {
        return id.substring(Math.max(0, id.length() - ID_LENGTH));
    }
}
