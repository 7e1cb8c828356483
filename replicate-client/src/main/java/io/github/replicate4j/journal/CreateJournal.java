/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import io.github.replicate4j.completion.LongRunningTask;
import org.jspecify.annotations.Nullable;

/**
 * Records each create of a prediction or training before its first byte is sent. If the response or the process is lost, the
 * record shows that a prediction may exist.
 *
 * <p>Each client calls its journal on threads of its own, two for {@link #begin} and one for the other methods, so methods may block. Implementations must be safe for concurrent
 * use. A create waits until {@link #begin} has returned. It does not wait for the other methods, which are called in the
 * background; {@code close()} of a client waits for them, at most for its {@code closeTimeout}.
 *
 * @since 0.1.0
 */
public interface CreateJournal {

    /**
     * Record a create that is about to be sent.
     *
     * @param create the create
     * @return the entry of the create
     * @throws RuntimeException if the create cannot be recorded, in which case the client does not send it
     */
    Entry begin(JournaledCreate create);

    /**
     * Record that the caller of a run no longer waits for its task: it has received the completed task or its complete output, or its call has ended before,
     * in which case the client has cancelled the task unless it is configured to let it run. This can be called before
     * {@link Entry#created} for the same task, and for tasks of other origins, which it does not change.
     *
     * @param task the task in its latest known state
     */
    default void finished(LongRunningTask task) {}

    /**
     * Entry of one create. After {@link #begin}, the client calls exactly one of the methods {@code created}, {@code refused}
     * and {@code unknown}, unless the process ends before. This includes creates whose caller cancels, is interrupted or no
     * longer waits. A failure of these methods is logged and does not affect the create. Retries of the create have the same
     * entry.
     *
     * @since 0.1.0
     */
    interface Entry {

        /**
         * Return the id of the entry. The client adds it to the URL of the default webhook, so that the prediction can be found
         * by it.
         *
         * @return an id that cannot be guessed, at most 40 letters and digits
         */
        String id();

        /**
         * Record that Replicate has created the task. A prediction that was created with {@code Prefer: wait} can already be
         * completed.
         *
         * @param task the task in the state of the response
         */
        void created(LongRunningTask task);

        /**
         * Record that nothing was created: Replicate rejected the request, or it was not sent.
         *
         * @param reason the reason, without confidential values
         */
        void refused(String reason);

        /**
         * Record that the outcome is unknown: the request may have reached Replicate, but no complete response has arrived.
         *
         * @param taskId id of the task if it has arrived, otherwise {@code null}
         * @param reason the reason, without confidential values
         */
        void unknown(@Nullable String taskId, String reason);
    }
}
