/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import io.github.replicate4j.predictions.Prediction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event of a prediction that has reached a terminal status, successful or not.
 *
 * @param prediction the completed prediction
 * @param webhookId id of the delivery
 * @param receivedAt time at which the delivery was received
 * @param reference reference of the create, or {@code null} if there is none; see {@link WebhookEvent#reference()}
 * @param source how the application learned of the completion
 * @since 0.1.0
 */
public record PredictionCompletedEvent(
        Prediction prediction,
        String webhookId,
        Instant receivedAt,
        @Nullable String reference,
        EventSource source) implements WebhookEvent {

    /**
     * Create an event of a webhook.
     *
     * @param prediction the completed prediction
     * @param webhookId id of the delivery
     * @param receivedAt time at which the delivery was received
     * @param reference reference of the create, or {@code null} if there is none
     */
    public PredictionCompletedEvent(
            Prediction prediction, String webhookId, Instant receivedAt, @Nullable String reference) {
        this(prediction, webhookId, receivedAt, reference, EventSource.WEBHOOK);
    }

    @Override
    public Prediction subject() {
        return this.prediction;
    }

    /**
     * Return whether the prediction succeeded.
     *
     * @return whether its status is {@code succeeded}
     */
    public boolean succeeded() {
        return this.prediction.succeeded();
    }
}
