/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import io.github.replicate4j.predictions.Prediction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event of a prediction that has started or has new output or logs, and is not complete. Any of these events can be
 * missing, because Replicate sends each of them only once.
 *
 * @param prediction the prediction when Replicate sent the webhook
 * @param webhookId id of the delivery
 * @param receivedAt time at which the delivery was received
 * @param reference reference of the create, or {@code null} if there is none; see {@link WebhookEvent#reference()}
 * @since 0.1.0
 */
public record PredictionUpdatedEvent(
        Prediction prediction,
        String webhookId,
        Instant receivedAt,
        @Nullable String reference) implements WebhookEvent {

    @Override
    public Prediction subject() {
        return this.prediction;
    }

    /** Return {@link EventSource#WEBHOOK}: only completions are reconciled. */
    @Override
    public EventSource source() {
        return EventSource.WEBHOOK;
    }
}
