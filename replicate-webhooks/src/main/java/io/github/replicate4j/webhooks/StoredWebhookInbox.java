/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Inbox that stores completions before Replicate receives a response. Listeners run later, on any instance of the application,
 * until one of them has succeeded. Updates are not stored, because Replicate does not guarantee them either: they are
 * published directly by {@link #process}.
 *
 * @since 0.1.0
 */
public interface StoredWebhookInbox extends WebhookInbox {

    /**
     * Return the key of the completion of a prediction or training. All that stores completions uses it, so each completion is
     * stored once. The type of the task is not part of the key, because the URL that may indicate it is not signed.
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
     * Store a completion, as {@link #store(String, WebhookEvent, byte[])}, whose create was recorded in a journal. The receiver
     * calls this method.
     *
     * @param key {@linkplain #completionKey key} of the completion, up to 300 characters
     * @param event the completion
     * @param body body of the delivery
     * @param entryId id of the {@linkplain io.github.replicate4j.journal.CreateJournal.Entry entry} of the create, or
     *     {@code null} if there is none. It is a part of the URL of the webhook: of the URL in the signed body if the body
     *     contains it, otherwise of the URL of the delivery, which is not signed
     * @return whether this call has stored the completion
     * @throws RuntimeException if it cannot be stored, in which case Replicate delivers it again
     */
    default boolean store(String key, WebhookEvent event, byte[] body, @Nullable String entryId) {
        return store(key, event, body);
    }
}
