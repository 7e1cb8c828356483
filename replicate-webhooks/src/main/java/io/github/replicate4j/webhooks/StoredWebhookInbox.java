/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;

/**
 * Inbox that stores completions before Replicate receives a response. Listeners run later, on any instance of the application,
 * until one of them has succeeded. Updates are not stored, because Replicate does not guarantee them either: they are
 * published directly by {@link #process}.
 *
 * @since 0.1.0
 */
public interface StoredWebhookInbox extends WebhookInbox {

    /**
     * Store a completion, unless it is stored already. When this method returns, the completion is durable.
     *
     * @param key identifies the completion, up to 300 characters
     * @param event the completion
     * @param body body of the delivery
     * @return whether this call has stored the completion
     * @throws RuntimeException if it cannot be stored, in which case Replicate delivers it again
     */
    boolean store(String key, WebhookEvent event, byte[] body);
}
