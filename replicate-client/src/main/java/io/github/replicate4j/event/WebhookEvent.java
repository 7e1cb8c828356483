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
import io.github.replicate4j.journal.JournaledCreate;
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
     * <p>If the body does not contain the URL, or that URL has no parameters of the client, the reference is that of the URL to
     * which the delivery was sent. Replicate does not sign that one, and a copy of a delivery can be sent again with another
     * reference. To rely on signed references only, use {@code subject().reference()}.
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
     *     subject is a prediction or a training, and the reference, which is used if the URL of the webhook in the body has no
     *     parameters of the client, or is missing; a body with the URL of a training is always a training
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

    /**
     * Create the event of a completion that was stored.
     *
     * @param type type of the task
     * @param body the prediction or training in JSON, such as the body of a delivery
     * @param webhookId id of the event
     * @param receivedAt time at which the completion was received
     * @param reference reference of the event, or {@code null} if there is none
     * @param source how the application learned of the completion
     * @return the completed event
     * @throws UnreadableJsonException if the body is not a completed prediction or training in JSON
     */
    static WebhookEvent restore(
            JournaledCreate.TaskType type,
            byte[] body,
            String webhookId,
            Instant receivedAt,
            @Nullable String reference,
            EventSource source) {
        LongRunningTask task = switch (type) {
            case PREDICTION -> Json.read(body, Prediction.class);
            case TRAINING -> Json.read(body, Training.class);
        };
        if (!task.isTerminal()) {
            throw new UnreadableJsonException("is not that of a completed task");
        }
        return completed(task, webhookId, receivedAt, reference, source);
    }

    /**
     * Create the event of a completion that no webhook reported. Its id is {@code reconciled:} and the id of the task.
     *
     * @param task a completed prediction or training
     * @param receivedAt time at which the completion was found
     * @param reference reference of the create, or {@code null} if there is none; the task itself may not contain it
     * @return the completed event, with the source {@link EventSource#RECONCILER}
     * @throws IllegalArgumentException if the task is not completed, or neither a prediction nor a training
     */
    static WebhookEvent reconciled(LongRunningTask task, Instant receivedAt, @Nullable String reference) {
        if (!task.isTerminal()) {
            throw new IllegalArgumentException("task must be completed, but its status is " + task.statusText());
        }
        return completed(task, "reconciled:" + task.id(), receivedAt, reference, EventSource.RECONCILER);
    }

    private static WebhookEvent completed(
            LongRunningTask task,
            String webhookId,
            Instant receivedAt,
            @Nullable String reference,
            EventSource source) {
        if (task instanceof Prediction prediction) {
            return new PredictionCompletedEvent(prediction, webhookId, receivedAt, reference, source);
        }
        if (task instanceof Training training) {
            return new TrainingCompletedEvent(training, webhookId, receivedAt, reference, source);
        }
        throw new IllegalArgumentException("task must be a prediction or a training, not "
                + task.getClass().getName());
    }

    private static boolean isTraining(@Nullable String url) {
        return url != null && url.contains("/trainings/");
    }
}
