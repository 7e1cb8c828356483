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
 * @param storedOutputs files of the output that the application keeps; {@link StoredOutputs#NONE} unless a stored inbox has a
 *     store for outputs
 * @since 0.1.0
 */
public record PredictionCompletedEvent(
        Prediction prediction,
        String webhookId,
        Instant receivedAt,
        @Nullable String reference,
        EventSource source,
        StoredOutputs storedOutputs)
        implements WebhookEvent {

    /**
     * Create an event.
     *
     * @param storedOutputs files of the output that the application keeps; {@code null} if there are none
     */
    @SuppressWarnings("NullAway") // events that an earlier version has serialized
    public PredictionCompletedEvent {
        storedOutputs = storedOutputs == null ? StoredOutputs.NONE : storedOutputs;
    }

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

    /**
     * Create an event without stored outputs.
     *
     * @param prediction the completed prediction
     * @param webhookId id of the delivery
     * @param receivedAt time at which the delivery was received
     * @param reference reference of the create, or {@code null} if there is none
     * @param source how the application learned of the completion
     */
    public PredictionCompletedEvent(
            Prediction prediction,
            String webhookId,
            Instant receivedAt,
            @Nullable String reference,
            EventSource source) {
        this(prediction, webhookId, receivedAt, reference, source, StoredOutputs.NONE);
    }

    /**
     * Return this event with other stored outputs.
     *
     * @param storedOutputs files of the output that the application keeps
     * @return the event
     */
    public PredictionCompletedEvent withStoredOutputs(StoredOutputs storedOutputs) {
        return new PredictionCompletedEvent(
                this.prediction, this.webhookId, this.receivedAt, this.reference, this.source, storedOutputs);
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
