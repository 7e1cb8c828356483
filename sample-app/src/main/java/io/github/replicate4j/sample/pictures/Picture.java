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
 * @param prompt description of the picture
 * @param status {@link #QUEUED}, {@link #SENDING}, {@link #UNKNOWN} or {@link #SENT}, then the status reported by Replicate
 * @param progress progress from 0 to 1, or {@code null} if the model does not report it
 * @param error reason why there is no image or the request was not sent yet, or {@code null}
 * @param foundBy how the application was notified of the completion: {@code webhook}, {@code polling} or {@code reconciler}
 * @param createdAt time at which the picture was requested
 * @param completedAt time at which the application was notified of the completion, or {@code null}
 */
record Picture(
        UUID id,
        String prompt,
        String status,
        @Nullable Double progress,
        @Nullable String error,
        @Nullable String foundBy,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** Status until the request is sent. */
    static final String QUEUED = "queued";

    /** Status until Replicate has responded to the create. */
    static final String SENDING = "sending";

    /** Status while it is unknown whether Replicate has received the create. */
    static final String UNKNOWN = "unknown";

    /** Status until the first status of the prediction is known. */
    static final String SENT = "sent";

    /** Status of a picture without a prediction: the request was rejected or lost, or Replicate no longer has the prediction. */
    static final String LOST = "lost";

    static final String SUCCEEDED = "succeeded";

    static final String CANCELED = "canceled";

    private static final int MAX_FILE_NAME_LENGTH = 40;

    /** Return whether the picture is not complete. */
    public boolean isRunning() {
        return this.completedAt == null;
    }

    /** Return whether the picture waits for its prediction, or was lost and could still appear. */
    public boolean isIncomplete() {
        return isRunning() || this.status.equals(LOST);
    }

    /** Return whether the picture has an image. */
    public boolean hasImage() {
        return !isRunning() && this.error == null;
    }

    /** Return whether the model failed or its image is missing. */
    public boolean isFailed() {
        return !isRunning() && !hasImage() && !this.status.equals(CANCELED);
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
        return isRunning() ? null : "Picture canceled: " + this.prompt;
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
