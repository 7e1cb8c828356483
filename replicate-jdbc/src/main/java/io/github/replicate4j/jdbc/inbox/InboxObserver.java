/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.WebhookEvent;

/**
 * Observes what one instance does with its inbox, for example to count it. The methods are called on the threads of the inbox, and
 * must not block. Exceptions are ignored.
 *
 * @since 0.1.0
 */
public interface InboxObserver {

    /**
     * Called when this instance has stored a completion that was not stored before.
     *
     * @param event the completion
     */
    default void stored(WebhookEvent event) {}

    /**
     * Called when listeners of this instance have processed a completion, and their transaction has been committed.
     *
     * @param event the completion
     */
    default void processed(WebhookEvent event) {}

    /**
     * Called when this instance could not process a completion.
     *
     * @param source how the application was notified of the completion
     * @param parked whether this was the last attempt; otherwise the completion is processed again
     */
    default void failed(EventSource source, boolean parked) {}
}
