/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.support.WebhookQuery;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.webhook.VerifiedWebhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Converts stored completions to events. Events are not stored themselves, so that two versions of an application can share an
 * inbox.
 */
final class CompletionEvents {

    private CompletionEvents() {}

    static TaskType taskType(WebhookEvent event) {
        return event instanceof TrainingCompletedEvent ? TaskType.TRAINING : TaskType.PREDICTION;
    }

    static WebhookEvent event(StoredCompletion completion) {
        VerifiedWebhook webhook = new VerifiedWebhook(
                completion.webhookId(),
                completion.receivedAt(),
                completion.payload().getBytes(StandardCharsets.UTF_8));
        WebhookEvent event = WebhookEvent.of(webhook, query(completion), completion.receivedAt());
        return withSource(event, completion.source());
    }

    private static @Nullable String query(StoredCompletion completion) {
        WebhookSubject subject =
                completion.taskType() == TaskType.TRAINING ? WebhookSubject.TRAINING : WebhookSubject.PREDICTION;
        return new WebhookQuery(subject, completion.reference(), null)
                .addTo(URI.create("https://localhost/"))
                .getRawQuery();
    }

    private static WebhookEvent withSource(WebhookEvent event, EventSource source) {
        if (event instanceof PredictionCompletedEvent completed) {
            return new PredictionCompletedEvent(
                    completed.prediction(),
                    completed.webhookId(),
                    completed.receivedAt(),
                    completed.reference(),
                    source);
        }
        if (event instanceof TrainingCompletedEvent completed) {
            return new TrainingCompletedEvent(
                    completed.training(), completed.webhookId(), completed.receivedAt(), completed.reference(), source);
        }
        throw new IllegalStateException("Only completions are stored");
    }
}
