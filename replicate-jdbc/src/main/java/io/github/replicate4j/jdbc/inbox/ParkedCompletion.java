/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A completion that was parked, because all attempts to process it have failed. It is kept until it is replayed or discarded.
 *
 * @param key key of the completion, such as {@code completed:} and the id of the prediction
 * @param taskType type of the task
 * @param reference reference of the create, or {@code null} if there is none
 * @param attempts number of attempts
 * @param receivedAt time at which the completion was stored, by the clock of the database
 * @param lastError failure of the latest attempt without confidential values, at most 500 characters, or {@code null} if unknown
 * @since 0.1.0
 */
public record ParkedCompletion(
        String key,
        TaskType taskType,
        @Nullable String reference,
        int attempts,
        Instant receivedAt,
        @Nullable String lastError) {}
