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

package io.github.replicate4j.event;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSubject;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook of Replicate's says, once its signature has been verified.
 */
public sealed interface WebhookEvent extends Serializable
        permits PredictionCompletedEvent, PredictionUpdatedEvent, TrainingCompletedEvent, TrainingUpdatedEvent {

    /**
     * Returns what it tells of.
     *
     * @return a {@link Prediction} or a {@link Training}, as it stood when the webhook was first sent
     */
    LongRunningTask subject();

    /**
     * Returns the id of the delivery. Replicate sends a delivery that was not answered well again, with the same id.
     *
     * @return id, never blank
     */
    String webhookId();

    /**
     * Returns when it came.
     *
     * @return time by the clock of this machine
     */
    Instant receivedAt();

    /**
     * Reads a webhook.
     *
     * @param webhook a delivery whose signature was verified
     * @param hint what the URL it came to says that it tells of, or {@code null} if it says nothing; a training that names
     *     itself one in its body is one in any case
     * @param receivedAt when it came
     * @return the event: completed if it tells of an end, and updated otherwise
     * @throws UnreadableJsonException if the body is not JSON of a prediction or training, with an id and a status
     */
    static WebhookEvent of(VerifiedWebhook webhook, @Nullable WebhookSubject hint, Instant receivedAt) {
        Prediction prediction = Json.read(webhook.body(), Prediction.class);
        String status = prediction.statusText();
        if (status == null || status.isBlank()) {
            throw new UnreadableJsonException("has no status");
        }
        if (hint == WebhookSubject.TRAINING || isTraining(prediction.urls().get())) {
            Training training = Json.read(webhook.body(), Training.class);
            return training.isTerminal()
                    ? new TrainingCompletedEvent(training, webhook.id(), receivedAt)
                    : new TrainingUpdatedEvent(training, webhook.id(), receivedAt);
        }
        return prediction.isTerminal()
                ? new PredictionCompletedEvent(prediction, webhook.id(), receivedAt)
                : new PredictionUpdatedEvent(prediction, webhook.id(), receivedAt);
    }

    private static boolean isTraining(@Nullable String url) {
        return url != null && url.contains("/trainings/");
    }
}
