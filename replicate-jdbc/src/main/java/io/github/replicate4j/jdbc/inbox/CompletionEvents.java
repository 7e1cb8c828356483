/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.TrainingCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.nio.charset.StandardCharsets;

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
        WebhookEvent event = WebhookEvent.restore(
                completion.taskType(),
                completion.payload().getBytes(StandardCharsets.UTF_8),
                completion.webhookId(),
                completion.receivedAt(),
                completion.reference(),
                completion.source());
        return completion.outputs() != null && event instanceof PredictionCompletedEvent completed
                ? completed.withStoredOutputs(OutputsJson.read(completion.outputs()))
                : event;
    }
}
