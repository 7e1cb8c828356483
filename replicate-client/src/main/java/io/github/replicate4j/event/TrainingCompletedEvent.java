/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import io.github.replicate4j.trainings.Training;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event of a training that has reached a terminal status, successful or not.
 *
 * @param training the completed training
 * @param webhookId id of the delivery
 * @param receivedAt time at which the delivery was received
 * @param reference reference of the create, or {@code null} if there is none; see {@link WebhookEvent#reference()}
 * @param source how the application learned of the completion
 * @since 0.1.0
 */
public record TrainingCompletedEvent(
        Training training,
        String webhookId,
        Instant receivedAt,
        @Nullable String reference,
        EventSource source) implements WebhookEvent {

    /**
     * Create an event of a webhook.
     *
     * @param training the completed training
     * @param webhookId id of the delivery
     * @param receivedAt time at which the delivery was received
     * @param reference reference of the create, or {@code null} if there is none
     */
    public TrainingCompletedEvent(Training training, String webhookId, Instant receivedAt, @Nullable String reference) {
        this(training, webhookId, receivedAt, reference, EventSource.WEBHOOK);
    }

    @Override
    public Training subject() {
        return this.training;
    }

    /**
     * Return whether the training succeeded.
     *
     * @return whether its status is {@code succeeded}
     */
    public boolean succeeded() {
        return this.training.succeeded();
    }
}
