/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.signals;

import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Looks up completions in the stored inbox, and signals them. Safe for concurrent use. */
final class StoredCompletions {

    private static final Log logger = LogFactory.getLog(StoredCompletions.class);

    private static final int MAX_KEYS = 500;

    /** A newer version may store others. */
    private static final List<String> TASK_TYPES =
            Arrays.stream(TaskType.values()).map(Enum::name).toList();

    private final SharedDatabase database;

    private final CompletionSignals signals;

    StoredCompletions(SharedDatabase database, CompletionSignals signals) {
        this.database = database;
        this.signals = signals;
    }

    /**
     * Look up tasks with one query for each 500 of them, and signal those that are completed.
     *
     * @param taskIds ids of the tasks
     */
    void signal(Collection<String> taskIds) {
        List<String> ids = new ArrayList<>(taskIds);
        for (int i = 0; i < ids.size(); i += MAX_KEYS) {
            List<String> keys = ids.subList(i, Math.min(i + MAX_KEYS, ids.size())).stream()
                    .map(StoredWebhookInbox::completionKey)
                    .toList();
            // One payload at a time, because a payload can have many megabytes.
            completed(keys).forEach(this::signal);
        }
    }

    private List<Completion> completed(List<String> keys) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("select event_key, task_type from " + this.database.table("inbox")
                        + " where event_key in (:keys) and task_type in (:types) and payload is not null")
                .param("keys", keys)
                .param("types", TASK_TYPES)
                .query(StoredCompletions::completion)
                .list());
    }

    private static Completion completion(ResultSet row, int index) throws SQLException {
        return new Completion(row.getString("event_key"), TaskType.valueOf(row.getString("task_type")));
    }

    private void signal(Completion completion) {
        String payload = payload(completion.key());
        LongRunningTask task = payload == null ? null : completion.task(payload);
        if (task != null) {
            this.signals.completed(task);
        }
    }

    private @Nullable String payload(String key) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("select payload from " + this.database.table("inbox")
                        + " where event_key = :key and payload is not null")
                .param("key", key)
                .query(String.class)
                .optional()
                .orElse(null));
    }

    private record Completion(String key, TaskType type) {

        @Nullable
        LongRunningTask task(String payload) {
            byte[] body = payload.getBytes(StandardCharsets.UTF_8);
            try {
                return WebhookEvent.restore(this.type, body, this.key, Instant.EPOCH, null, EventSource.WEBHOOK)
                        .subject();
            } catch (UnreadableJsonException ex) {
                logger.debug("The payload of " + Redaction.of(this.key) + " could not be read", ex);
                return null;
            }
        }
    }
}
