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

package io.github.replicate4j.sample.deliveries;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.Progress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that came, as the page shows it: neither outputs nor URLs.
 *
 * @param receivedAt when it came
 * @param what whether its prediction is {@code completed} or but {@code updated}
 * @param status of the prediction, as Replicate says it
 * @param progress share that is done, from 0 to 1, or {@code null} if the model does not say
 * @param prompt what was asked for, shortened, or {@code null} if Replicate has forgotten it
 * @param webhook end of the id of the webhook
 */
record Delivery(
        Instant receivedAt,
        String what,
        String status,
        @Nullable Double progress,
        @Nullable String prompt,
        String webhook) {

    private static final int LONGEST_PROMPT = 200;

    private static final int LENGTH_OF_ID = 8;

    static Delivery of(String what, Prediction prediction, WebhookEvent event) {
        Progress progress = prediction.progress();
        return new Delivery(
                event.receivedAt(),
                what,
                Objects.requireNonNullElse(prediction.statusText(), "unknown"),
                progress == null ? null : progress.percentage(),
                prediction.input().get("prompt") instanceof String prompt ? beginning(prompt) : null,
                end(event.webhookId()));
    }

    private static String beginning(String prompt) {
        if (prompt.codePointCount(0, prompt.length()) <= LONGEST_PROMPT) {
            return prompt;
        }
        return prompt.substring(0, prompt.offsetByCodePoints(0, LONGEST_PROMPT - 1)) + "…";
    }

    private static String end(String id) {
        return id.substring(Math.max(0, id.length() - LENGTH_OF_ID));
    }
}
