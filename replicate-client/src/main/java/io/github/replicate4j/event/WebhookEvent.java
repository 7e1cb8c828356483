/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhook.VerifiedWebhook;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event of a verified webhook delivery from Replicate.
 *
 * @since 0.1.0
 */
public sealed interface WebhookEvent extends Serializable
        permits PredictionCompletedEvent, PredictionUpdatedEvent, TrainingCompletedEvent, TrainingUpdatedEvent {

    /**
     * Return the prediction or training of the event.
     *
     * @return a {@link Prediction} or a {@link Training}, in the state in which the webhook was first sent
     */
    LongRunningTask subject();

    /**
     * Return the id of the delivery. Replicate repeats a failed delivery with the same id.
     *
     * @return the id, never blank
     */
    String webhookId();

    /**
     * Return the time at which the delivery was received.
     *
     * @return the time, by the clock of this machine
     */
    Instant receivedAt();

    /**
     * Return the reference that the application gave to the create, such as the id of an order. It is a part of the URL of the
     * webhook. Replicate returns this URL in the body of the delivery, which it signs.
     *
     * <p>If the body does not contain the URL, the reference is that of the URL to which the delivery was sent. Replicate does
     * not sign that one, and a copy of a delivery can be sent again with another reference. To rely on signed references only,
     * use {@code subject().reference()}.
     *
     * @return the reference, not blank, or {@code null} if the create had none
     */
    @Nullable
    String reference();

    /**
     * Return how the application learned of this state.
     *
     * @return {@link EventSource#WEBHOOK}, unless a reconciler found the completion
     */
    EventSource source();

    /**
     * Create an event from a webhook.
     *
     * @param webhook a verified delivery
     * @param query query of the URL of the delivery, not decoded, or {@code null} if there is none. It can contain whether the
     *     subject is a prediction or a training, and the reference, which is used if the body does not contain the URL of the
     *     webhook; a body with the URL of a training is always a training
     * @param receivedAt time at which the delivery was received
     * @return a completed event if the status is terminal, otherwise an updated event
     * @throws UnreadableJsonException if the body is not a prediction or training in JSON with an id and a status
     */
    static WebhookEvent of(VerifiedWebhook webhook, @Nullable String query, Instant receivedAt) {
        Prediction prediction = Json.read(webhook.body(), Prediction.class);
        String status = prediction.statusText();
        if (status == null || status.isBlank()) {
            throw new UnreadableJsonException("has no status");
        }
        WebhookQuery signed = WebhookQuery.ofBody(prediction.additionalProperties());
        WebhookQuery unsigned = WebhookQuery.parse(query);
        // A body with the URL of its webhook, but without a reference, belongs to a create without one.
        boolean isSigned = !signed.equals(WebhookQuery.NONE);
        String reference = isSigned ? signed.reference() : unsigned.reference();
        WebhookSubject subject = signed.subject() == null ? unsigned.subject() : signed.subject();
        if (subject == WebhookSubject.TRAINING || isTraining(prediction.urls().get())) {
            Training training = Json.read(webhook.body(), Training.class);
            return training.isTerminal()
                    ? new TrainingCompletedEvent(training, webhook.id(), receivedAt, reference)
                    : new TrainingUpdatedEvent(training, webhook.id(), receivedAt, reference);
        }
        return prediction.isTerminal()
                ? new PredictionCompletedEvent(prediction, webhook.id(), receivedAt, reference)
                : new PredictionUpdatedEvent(prediction, webhook.id(), receivedAt, reference);
    }

    private static boolean isTraining(@Nullable String url) {
        return url != null && url.contains("/trainings/");
    }
}
