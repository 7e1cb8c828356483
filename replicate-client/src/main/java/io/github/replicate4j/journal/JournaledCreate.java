/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import org.jspecify.annotations.Nullable;

/**
 * A create that is about to be sent.
 *
 * @param type type of the task
 * @param origin call that creates the task
 * @param operation name of the API operation, such as {@code predictions.create}
 * @param path path of the request below the base URL, such as {@code /models/owner/name/predictions}
 * @param fingerprint SHA-256 of the path and of the canonical request body without the webhook, as 64 hexadecimal digits
 * @param inputFingerprint SHA-256 of the canonical input, as 64 hexadecimal digits
 * @param reference reference that the application gave to the create, or {@code null} if there is none
 * @param webhookExpected whether Replicate is requested to report completion to the default webhook of the client
 * @since 0.1.0
 */
public record JournaledCreate(
        TaskType type,
        Origin origin,
        String operation,
        String path,
        String fingerprint,
        String inputFingerprint,
        @Nullable String reference,
        boolean webhookExpected) {

    /**
     * Type of a task.
     *
     * @since 0.1.0
     */
    public enum TaskType {

        /** A prediction. */
        PREDICTION,

        /** A training. */
        TRAINING
    }

    /**
     * Call that creates a task.
     *
     * @since 0.1.0
     */
    public enum Origin {

        /** A create, whose caller does not wait for completion. */
        CREATE,

        /** A run, which waits for completion. If its process ends, no caller reads the output. */
        RUN,

        /** A durable create that a worker sends. */
        SUBMIT
    }
}
