/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.completion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task at Replicate that runs in the background until it has a terminal status: a prediction or a training.
 *
 * @since 0.1.0
 */
public interface LongRunningTask {

    /**
     * Return the id of the task.
     *
     * @return id, never blank
     */
    String id();

    /**
     * Return the status of the task, as the API spells it.
     *
     * @return status, or {@code null} if the response has none
     */
    @Nullable
    String statusText();

    /**
     * Return whether the task has a terminal status, successful or not, so that it no longer changes.
     *
     * @return whether the task is completed
     */
    boolean isTerminal();

    /**
     * Return when the task was created, by Replicate's clock. Lists of tasks are in this order.
     *
     * @return time of creation, or {@code null} if it is unknown
     */
    default @Nullable Instant createdAt() {
        return null;
    }

    /**
     * Return the reference that the application gave to the create, such as the id of an order. It is a part of the URL of the
     * webhook, so it is known only if a webhook was requested and Replicate returned its URL.
     *
     * @return the reference, not blank, or {@code null} if it is not known
     */
    default @Nullable String reference() {
        return null;
    }
}
