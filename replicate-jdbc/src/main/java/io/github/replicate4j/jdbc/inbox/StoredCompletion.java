/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a completion.
 *
 * @param payload body of the delivery
 * @param outputs files that were stored, as {@link OutputsJson}, or {@code null} if there are none
 */
record StoredCompletion(
        TaskType taskType,
        @Nullable String reference,
        EventSource source,
        String webhookId,
        Instant receivedAt,
        String payload,
        @Nullable String outputs) {

    StoredCompletion(
            TaskType taskType,
            @Nullable String reference,
            EventSource source,
            String webhookId,
            Instant receivedAt,
            String payload) {
        this(taskType, reference, source, webhookId, receivedAt, payload, null);
    }

    /** Return a description without the payload, which contains inputs and outputs. */
    @Override
    public String toString() {
        return "StoredCompletion[webhookId=" + this.webhookId + "]";
    }
}
