/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call reaches its deadline before the prediction or training completes. The prediction or training may still be
 * running at Replicate. A prediction that the same call created is cancelled if the client is configured to cancel the predictions of abandoned calls.
 *
 * @since 0.1.0
 */
public class DeadlineExceededException extends ReplicateException {

    private final @Nullable String id;

    private final Duration deadline;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what the call waited for and what to do
     * @param id id of the prediction or training, or {@code null} if there was no response to the create
     * @param deadline the deadline of the call
     */
    public DeadlineExceededException(String message, @Nullable String id, Duration deadline) {
        super(message, null);
        this.id = id;
        this.deadline = deadline;
    }

    /**
     * Return the id with which another call can continue to wait.
     *
     * @return id of the prediction or training, or {@code null} if there was no response to the create
     */
    public @Nullable String id() {
        return this.id;
    }

    /**
     * Return the deadline of the call.
     *
     * @return maximum duration of the call
     */
    public Duration deadline() {
        return this.deadline;
    }
}
