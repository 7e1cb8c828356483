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
 */
record StoredCompletion(
        TaskType taskType,
        @Nullable String reference,
        EventSource source,
        String webhookId,
        Instant receivedAt,
        String payload) {

    /** Return a description without the payload, which contains inputs and outputs. */
    @Override
    public String toString() {
        return "StoredCompletion[webhookId=" + this.webhookId + "]";
    }
}
