/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores completions that no webhook has reported, with the key of the webhook, so that each is published once. */
final class CompletionStore {

    private final StoredWebhookInbox inbox;

    CompletionStore(StoredWebhookInbox inbox) {
        this.inbox = inbox;
    }

    /** Store a completion, unless its webhook was stored before. */
    boolean store(LongRunningTask task, @Nullable String reference) {
        return this.inbox.store(
                StoredWebhookInbox.completionKey(task.id()),
                WebhookEvent.reconciled(task, Instant.now(), reference),
                TaskJson.write(task));
    }
}
