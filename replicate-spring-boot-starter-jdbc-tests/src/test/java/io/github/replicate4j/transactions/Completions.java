/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.transactions;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Completions as a webhook reports them. */
final class Completions {

    private Completions() {}

    /** Store the completion of a prediction in the inbox. */
    static void store(StoredWebhookInbox inbox, String id) {
        store(inbox, id, "");
    }

    static void store(StoredWebhookInbox inbox, String id, String logs) {
        byte[] body = ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"output\":\"done\",\"logs\":\"" + logs + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        WebhookEvent event =
                WebhookEvent.of(new VerifiedWebhook("msg_" + id, Instant.EPOCH, body), null, Instant.EPOCH);
        inbox.store(StoredWebhookInbox.completionKey(id), event, body);
    }

    /** Return the state of a completion, and how often its listeners were called, such as {@code DONE 1}. */
    static String state(JdbcClient jdbc, String id) {
        return jdbc.sql("select concat(state, ' ', attempt) from replicate_inbox where event_key = ?")
                .param(StoredWebhookInbox.completionKey(id))
                .query(String.class)
                .single();
    }
}
