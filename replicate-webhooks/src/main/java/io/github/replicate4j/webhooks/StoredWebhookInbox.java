/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Inbox that stores completions before Replicate receives a response. Listeners run later, on any instance of the application.
 * If they fail, they run again. Updates are not stored, because Replicate does not guarantee their delivery either:
 * {@link #process} publishes them directly.
 *
 * @since 0.1.0
 */
public interface StoredWebhookInbox extends WebhookInbox {

    /**
     * Return the key of the completion of a prediction or training. Everything that stores completions uses this key, so that
     * each completion is stored once. The key does not say whether the task is a prediction or a training: sometimes only the
     * URL of the delivery says so, and that URL is not signed.
     *
     * @param taskId id of the prediction or training
     * @return the key
     */
    static String completionKey(String taskId) {
        return "completed:" + taskId;
    }

    /**
     * Store a completion, unless it is stored already. When this method returns, the completion is durable.
     *
     * @param key {@linkplain #completionKey key} of the completion, up to 300 characters
     * @param event the completion
     * @param body body of the delivery
     * @return whether this call has stored the completion
     * @throws RuntimeException if it cannot be stored, in which case Replicate delivers it again
     */
    boolean store(String key, WebhookEvent event, byte[] body);

    /**
     * Store a completion whose create may have been recorded in a journal. The receiver calls this method. By default, it
     * ignores the id of the entry and calls {@link #store(String, WebhookEvent, byte[])}.
     *
     * @param key {@linkplain #completionKey key} of the completion, up to 300 characters
     * @param event the completion
     * @param body body of the delivery
     * @param entryId id of the {@linkplain io.github.replicate4j.journal.CreateJournal.Entry entry} of the create, or
     *     {@code null} if there is none. The id is a parameter of the URL of the webhook. It comes from the URL in the signed
     *     body if that URL contains the id, otherwise from the URL of the delivery, which is not signed
     * @return whether this call has stored the completion
     * @throws RuntimeException if it cannot be stored, in which case Replicate delivers it again
     */
    default boolean store(String key, WebhookEvent event, byte[] body, @Nullable String entryId) {
        return store(key, event, body);
    }
}
