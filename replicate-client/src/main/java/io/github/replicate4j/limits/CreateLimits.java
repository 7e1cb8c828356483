/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.limits;

import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.error.CreateLimitException;
import org.jspecify.annotations.Nullable;

/**
 * Counts creates and reserves their cost, so that limits can be enforced before a create is sent. The client counts in memory;
 * implement this interface to share limits with other processes. Implementations must be safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface CreateLimits {

    /**
     * Reserve what a create needs, if it fits into all limits. This method does not wait for a limit: the client repeats the call
     * until the {@linkplain LimitSettings#maxWait() maximum wait} ends. If it fails with another exception, the create fails.
     *
     * @param create the create
     * @return the reservation
     * @throws CreateLimitException if the create exceeds a limit; nothing is reserved
     */
    Reservation reserve(LimitedCreate create);

    /**
     * Return whether the methods of this object and of its reservations may block, as those of a database do. The client then calls
     * them on a thread of its own.
     *
     * @return {@code true} by default
     */
    default boolean isBlocking() {
        return true;
    }

    /**
     * The reservation of one create. The client calls {@link #sending} and {@link #created} at most once, and then one of
     * {@link #completed} and {@link #released}, unless it never learns of the completion. If it calls neither, the implementation must
     * free the place in flight after a bounded time.
     *
     * @since 0.1.0
     */
    interface Reservation {

        /**
         * The create is about to be sent. If its outcome remains unknown, its entry in the journal leads to the completion. This is
         * not called without a journal.
         *
         * @param journalEntry id of the entry in the journal of creates
         */
        default void sending(String journalEntry) {}

        /**
         * The prediction or training has been created.
         *
         * @param id id of the prediction or training
         */
        void created(String id);

        /**
         * The prediction or training has completed, or is no longer observed: it is not in flight any more.
         *
         * @param cost its cost, which replaces the estimate, or {@code null} if it is not known, so that the estimate remains
         */
        void completed(@Nullable Cost cost);

        /**
         * Nothing was created: the place in flight and the estimated cost become free.
         *
         * @param sent whether the request was sent, so that it counts for the number of creates per minute
         */
        void released(boolean sent);
    }
}
