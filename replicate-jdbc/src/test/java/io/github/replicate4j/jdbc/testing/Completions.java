/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Deliveries of completed predictions and trainings.
 */
public final class Completions {

    private Completions() {}

    /** Return the key of the completion of a task. */
    public static String key(String id) {
        return StoredWebhookInbox.completionKey(id);
    }

    /** Return the body of the delivery of a completed prediction. */
    public static byte[] body(String id) {
        return body(id, "");
    }

    /** Return the body of the delivery of a completed prediction with logs, which are already in JSON. */
    public static byte[] body(String id, String logs) {
        return ("{\"id\":\"" + id + "\",\"status\":\"succeeded\",\"output\":\"done\",\"logs\":\"" + logs + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Return the event of a completed prediction. */
    public static WebhookEvent event(String id) {
        return event(body(id), null);
    }

    /** Return the event of a delivery with the given query. */
    public static WebhookEvent event(byte[] body, String query) {
        return WebhookEvent.of(new VerifiedWebhook("msg_1", Instant.EPOCH, body), query, Instant.EPOCH);
    }
}
