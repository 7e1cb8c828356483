/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture and its state.
 *
 * @param id id of the picture
 * @param predictionId id of the prediction, or {@code null} until Replicate has responded to the create
 * @param prompt description of the picture
 * @param status {@link #PENDING}, then the status reported by Replicate
 * @param progress progress from 0 to 1, or {@code null} if the model does not report it
 * @param error reason why there is no image, or {@code null}
 * @param createdAt time at which the picture was requested
 * @param completedAt time at which the application was notified of the completion, or {@code null}
 */
record Picture(
        UUID id,
        @Nullable String predictionId,
        String prompt,
        String status,
        @Nullable Double progress,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** Status until Replicate has responded to the create. */
    static final String PENDING = "pending";

    /** Return whether the picture is not complete. */
    public boolean isRunning() {
        return this.completedAt == null;
    }

    /** Return whether the picture has an image. */
    public boolean hasImage() {
        return !isRunning() && this.error == null;
    }

    /** Return whether the picture can be cancelled. */
    public boolean canBeCancelled() {
        return isRunning() && this.predictionId != null;
    }
}
