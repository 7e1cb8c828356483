/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.predictions;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Status of a prediction or training.
 *
 * @since 0.1.0
 */
public enum PredictionStatus {
    /** Queued, or its machine is starting, which can take minutes. */
    STARTING(false),
    /** The model is running. */
    PROCESSING(false),
    /** Completed with success. */
    SUCCEEDED(true),
    /** The model failed; see the error of the prediction. */
    FAILED(true),
    /**
     * Cancelled by a request, or because its deadline passed while the model was running. Replicate bills the run time.
     */
    CANCELED(true),
    /** Its deadline passed before the model started. Not billed. */
    ABORTED(true),
    /** A status that this version of the client does not know; see the status text of the prediction. */
    UNKNOWN(false);

    private final boolean terminal;

    PredictionStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** Return whether the status is terminal. An {@link #UNKNOWN} status is not. */
    public boolean isTerminal() {
        return this.terminal;
    }

    /**
     * Return whether the status is terminal, given the time of completion.
     *
     * @param completedAt time of completion, or {@code null}
     * @return {@code true} also for {@link #UNKNOWN} if there is a time of completion
     */
    public boolean isTerminal(@Nullable Instant completedAt) {
        return this.terminal || this == UNKNOWN && completedAt != null;
    }

    /**
     * Return the status for a text.
     *
     * @param text status as the API returns it, or {@code null}
     * @return the status; {@link #UNKNOWN} for {@code null} or an unknown text
     */
    public static PredictionStatus of(@Nullable String text) {
        if (text != null) {
            for (PredictionStatus status : values()) {
                if (status != UNKNOWN && status.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return status;
                }
            }
        }
        return UNKNOWN;
    }
}
