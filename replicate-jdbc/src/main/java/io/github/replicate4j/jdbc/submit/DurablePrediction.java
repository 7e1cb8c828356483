/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.journal.CreateState;
import org.jspecify.annotations.Nullable;

/**
 * State of a durable create when it was read.
 *
 * @param key key under which it was submitted
 * @param state state of the create
 * @param predictionId id of the prediction, or {@code null} if it is not known
 * @param status status of the prediction when it was created or completed, or {@code null} if it is not known
 * @param reference reference of the request, or {@code null} if it has none
 * @param error reason why it failed, was not sent yet, or has an unknown outcome, or {@code null} if there is none
 * @since 0.1.0
 */
public record DurablePrediction(
        String key,
        CreateState state,
        @Nullable String predictionId,
        @Nullable String status,
        @Nullable String reference,
        @Nullable String error) {

    static DurablePrediction of(DurableCreate create) {
        return new DurablePrediction(
                create.key(), create.state(), create.taskId(), create.taskStatus(), create.reference(), create.error());
    }
}
