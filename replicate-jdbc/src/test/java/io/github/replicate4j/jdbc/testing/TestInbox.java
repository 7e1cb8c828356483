/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inbox that stores completions in the shared table, without workers. */
public final class TestInbox implements StoredWebhookInbox {

    private final SharedDatabase database;

    public TestInbox(SharedDatabase database) {
        this.database = database;
    }

    @Override
    public boolean store(String key, WebhookEvent event, byte[] body) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("key", key);
        row.put("reference", event.reference());
        row.put("source", event.source().name());
        row.put("webhookId", event.webhookId());
        row.put("payload", new String(body, StandardCharsets.UTF_8));
        return this.database.alone(() -> this.database.insertIfAbsent(
                "insert into " + this.database.table("inbox")
                        + " (event_key, task_type, reference, source, webhook_id, payload)"
                        + " values (:key, 'PREDICTION', :reference, :source, :webhookId, :payload)",
                row));
    }

    @Override
    public Outcome process(String key, Runnable work) {
        work.run();
        return Outcome.PROCESSED;
    }
}
