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
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.DaemonThreads;
import io.github.replicate4j.jdbc.internal.DatabaseOutage;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notifies waits of this instance of completions that other instances have received. While this instance waits, one query per
 * interval looks for them in the stored inbox; for each 500 waits, there is one more. Without waits, there are no queries.
 *
 * <p>The inbox must keep payloads for some intervals; see
 * {@link io.github.replicate4j.jdbc.inbox.InboxSettings#payloadRetention()}. A wait that is not notified polls Replicate, so a
 * missing notification costs time only.
 *
 * @since 0.1.0
 */
public final class DatabaseSignals implements AutoCloseable {

    /** Default interval between two queries. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    private static final Log logger = LogFactory.getLog(DatabaseSignals.class);

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_KEYS = 500;

    /** A newer version may store others. */
    private static final List<String> TASK_TYPES =
            Arrays.stream(TaskType.values()).map(Enum::name).toList();

    private final SharedDatabase database;

    private final CompletionSignals signals;

    private final Supplier<Set<String>> awaited;

    private final Duration interval;

    private final DatabaseOutage outage =
            new DatabaseOutage(logger, "Waits are not notified of completions that other instances have received");

    private final Thread thread = new DaemonThreads("replicate-signals-").newThread(this::run);

    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Create signals, which do nothing before {@link #start()}.
     *
     * @param database the database of the stored inbox
     * @param signals signals that are shared with the clients of this instance
     * @param awaited returns the ids of tasks that this instance waits for
     * @param interval time between two queries, at least 100 milliseconds, with a jitter of 20 %
     * @throws IllegalArgumentException if the interval is too short
     */
    public DatabaseSignals(
            SharedDatabase database, CompletionSignals signals, Supplier<Set<String>> awaited, Duration interval) {
        this.database = Arguments.notNull("database", database);
        this.signals = Arguments.notNull("signals", signals);
        this.awaited = Arguments.notNull("awaited", awaited);
        this.interval = Arguments.atLeast("signals interval", interval, MIN_INTERVAL);
    }

    /**
     * Start to notify waits. This returns immediately.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        this.thread.start();
    }

    private void run() {
        Duration pause = this.interval;
        while (!isClosed(pause)) {
            try {
                notifyWaits();
                pause = DatabaseOutage.jitter(this.interval);
            } catch (Throwable ex) {
                this.outage.failed(ex);
                pause = this.outage.nextDelay();
            }
        }
    }

    private boolean isClosed(Duration pause) {
        try {
            return this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            return true;
        }
    }

    private void notifyWaits() {
        List<String> ids = new ArrayList<>(this.awaited.get());
        for (int i = 0; i < ids.size(); i += MAX_KEYS) {
            List<String> keys = ids.subList(i, Math.min(i + MAX_KEYS, ids.size())).stream()
                    .map(StoredWebhookInbox::completionKey)
                    .toList();
            // One payload at a time, because a payload can have many megabytes.
            completed(keys).forEach(completion -> completion.signal(payload(completion.key)));
            this.outage.recovered();
        }
    }

    private List<Completion> completed(List<String> keys) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("select event_key, task_type from " + this.database.table("inbox")
                        + " where event_key in (:keys) and task_type in (:types) and payload is not null")
                .param("keys", keys)
                .param("types", TASK_TYPES)
                .query(this::completion)
                .list());
    }

    private Completion completion(ResultSet row, int index) throws SQLException {
        return new Completion(row.getString("event_key"), TaskType.valueOf(row.getString("task_type")));
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

    /** Stop notifying waits. */
    @Override
    public void close() {
        this.closed.countDown();
        try {
            this.thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Completion {

        private final String key;

        private final TaskType type;

        Completion(String key, TaskType type) {
            this.key = key;
            this.type = type;
        }

        void signal(@Nullable String payload) {
            LongRunningTask task = payload == null ? null : task(payload);
            if (task != null) {
                DatabaseSignals.this.signals.completed(task);
            }
        }

        private @Nullable LongRunningTask task(String payload) {
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
