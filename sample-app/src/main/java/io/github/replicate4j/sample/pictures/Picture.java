/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture and its state.
 *
 * @param id id of the picture
 * @param predictionId id of the prediction, or {@code null} until it is known
 * @param prompt description of the picture
 * @param status {@link #PENDING} or {@link #UNKNOWN}, then the status reported by Replicate
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

    /** Status if the response to the create was lost. The prediction may exist. */
    static final String UNKNOWN = "unknown";

    private static final String CANCELED = "canceled";

    private static final int MAX_FILE_NAME_LENGTH = 40;

    /** Return whether the picture is not complete. */
    public boolean isRunning() {
        return this.completedAt == null;
    }

    /** Return whether the picture has an image. */
    public boolean hasImage() {
        return !isRunning() && this.error == null;
    }

    /** Return whether it is unknown if Replicate generates the picture. */
    public boolean isLost() {
        return !isRunning() && this.predictionId == null && this.status.equals(UNKNOWN);
    }

    /** Return whether the model failed or its image is missing. */
    public boolean isFailed() {
        return !isRunning() && !hasImage() && !isLost() && !this.status.equals(CANCELED);
    }

    /** Return whether the picture can be cancelled. */
    public boolean canBeCancelled() {
        return isRunning() && this.predictionId != null;
    }

    /** Return the error, unless the status already says everything. */
    public @Nullable String getProblem() {
        return this.status.equals(CANCELED) ? null : this.error;
    }

    /** Return the announcement of the completion for screen readers, or {@code null} if the picture is not complete. */
    public @Nullable String getAnnouncement() {
        if (hasImage()) {
            return "Picture ready: " + this.prompt;
        }
        if (isFailed()) {
            return "Picture failed: " + this.error;
        }
        return isRunning() || isLost() ? null : "Picture canceled: " + this.prompt;
    }

    /** Return the file name for downloads, which starts with the prompt. */
    public String getFileName() {
        String words = this.prompt
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        int end = Math.min(words.codePointCount(0, words.length()), MAX_FILE_NAME_LENGTH);
        return (words.isEmpty() ? "picture" : words.substring(0, words.offsetByCodePoints(0, end))) + ".png";
    }
}
