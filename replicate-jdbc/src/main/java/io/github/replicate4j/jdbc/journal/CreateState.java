/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

/**
 * State of a recorded create. The names are the values of the column {@code state} of the journal.
 *
 * <p>A durable create starts as {@link #QUEUED}, and any other as {@link #SENDING}. A completion that is reported late changes
 * {@link #LOST}, {@link #EXPIRED} and {@link #SENDING} to {@link #COMPLETED} as well.
 *
 * @since 0.1.0
 */
public enum CreateState {

    /** A durable create that has not been sent. */
    QUEUED(false),

    /**
     * The request is about to be sent, or its outcome is unknown. Replicate may have created the task, whose id is unknown until a
     * webhook reports it or the reconciler finds it.
     */
    SENDING(false),

    /** Replicate has created the task, and its completion is not known. */
    RUNNING(false),

    /**
     * The task has a terminal status, successful or not, which is stored in the inbox. Or it is the task of a run whose caller has
     * received its output or no longer waits for it.
     */
    COMPLETED(true),

    /** Nothing was created: Replicate rejected the request, or it could not be sent. */
    REFUSED(true),

    /** The outcome was unknown, and the account's list does not contain the task: Replicate has not received the request. */
    LOST(true),

    /**
     * Replicate no longer has the task, or the task did not complete within the maximum age, or Replicate still rejected its
     * check after that time, or it remained unknown for that time whether Replicate has received the request.
     */
    EXPIRED(true),

    /** A durable create that was cancelled before it was sent. */
    CANCELED(true);

    private final boolean terminal;

    CreateState(boolean terminal) {
        this.terminal = terminal;
    }

    /**
     * Return whether nothing more is done for the create.
     *
     * @return whether the create is settled
     */
    public boolean isTerminal() {
        return this.terminal;
    }

    /**
     * Return whether the create has failed without a completed task.
     *
     * @return whether the state is {@link #REFUSED}, {@link #LOST} or {@link #EXPIRED}
     */
    public boolean isFailure() {
        return this == REFUSED || this == LOST || this == EXPIRED;
    }
}
