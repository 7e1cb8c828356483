/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Statements that show, replay and delete stored completions.
 */
final class InboxOperations {

    /** Limits how long a statement locks rows. */
    private static final int STEP = 1_000;

    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private static final String REPLAY = "state = 'NEW', attempt = 0, last_error = null, due_at = ";

    /** Position in a key, from 1. */
    private static final int TASK_ID_POSITION =
            StoredWebhookInbox.completionKey("").length() + 1;

    private final SharedDatabase database;

    private final JdbcDialect dialect;

    private final String table;

    InboxOperations(SharedDatabase database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.table("inbox");
    }

    List<ParkedCompletion> parked(int limit) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("select event_key, task_type, reference, attempt, received_at, last_error from " + this.table
                        + " where state = 'PARKED'" + InboxTable.READABLE
                        + " order by received_at, event_key limit :limit")
                .param("limit", limit)
                .query((row, index) -> new ParkedCompletion(
                        row.getString("event_key"),
                        TaskType.valueOf(row.getString("task_type")),
                        row.getString("reference"),
                        row.getInt("attempt"),
                        Objects.requireNonNull(this.dialect.instant(row, "received_at")),
                        row.getString("last_error")))
                .list());
    }

    boolean replay(String key) {
        return update(REPLAY + this.dialect.now(), " and event_key = :key", Map.of("key", key)) > 0;
    }

    int replayAll() {
        return update(REPLAY + this.dialect.now(), "", Map.of());
    }

    boolean discard(String key) {
        return update(
                        "state = 'DONE', payload = null, outputs = null, done_at = " + this.dialect.now(),
                        " and event_key = :key",
                        Map.of("key", key))
                > 0;
    }

    private int update(String change, String condition, Map<String, ?> parameters) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("update " + this.table + " set " + change + " where state = 'PARKED'" + condition)
                .params(parameters)
                .update());
    }

    InboxStatistics statistics() {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql("select count(case when state <> 'PARKED' then 1 end) as pending, "
                        + this.dialect.millisSince("min(case when state <> 'PARKED' then received_at end)")
                        + " as age, count(case when state = 'PARKED' then 1 end) as parked from " + this.table
                        + " where state in ('NEW', 'OUTPUTS', 'PARKED')")
                .query((row, index) -> new InboxStatistics(
                        row.getLong("pending"),
                        Duration.ofMillis(Math.max(0, row.getLong("age"))),
                        row.getLong("parked")))
                .single());
    }

    /**
     * Delete up to 1,000 completions that were processed before the retention, and return whether there may be more.
     *
     * @param journaled whether to keep those of creates that the journal has not settled
     */
    boolean purgeStep(Duration retention, boolean journaled) {
        // The index is on received_at, which is not after done_at.
        String expired = this.dialect.nowPlusMillis("-" + retention.toMillis());
        String delete = this.dialect.delete(
                this.table,
                "event_key",
                "state = 'DONE' and received_at < " + expired + " and done_at < " + expired
                        + (journaled ? settled() : ""),
                STEP);
        return this.database.alone(() -> this.database.jdbc().sql(delete).update()) == STEP;
    }

    /**
     * Condition for completions that the reconciler does not find: their create is settled, or they can be of no create whose task
     * is unknown.
     */
    private String settled() {
        String journal = this.database.table("journal");
        String taskId = "substring(" + this.table + ".event_key from " + TASK_ID_POSITION + ")";
        String create = " exists (select 1 from " + journal + " where task_id = " + taskId;
        return " and not" + create + " and state in ('SENDING', 'RUNNING'))"
                + " and (" + create + ")"
                + " or not exists (select 1 from " + journal + " where state = 'SENDING' and due_at is not null"
                + " and task_id is null and sent_at <= " + this.table + ".received_at))";
    }

    /**
     * Let listeners be called for completions whose files are not stored, because no instance stores files any more: one would have
     * reserved them in the time for which they have been due.
     */
    void skipOutputs() {
        this.database.alone(() -> this.database
                .jdbc()
                .sql("update " + this.table
                        + " set state = 'NEW', attempt = 0, due_at = received_at where state = 'OUTPUTS' and due_at < "
                        + this.dialect.nowPlusMillis("-" + ABANDONED.toMillis()))
                .update());
    }

    /** Delete up to 1,000 payloads of processed completions that were kept for long enough, and return whether there may be more. */
    boolean deletePayloads() {
        String delete = this.dialect.update(
                this.table,
                "event_key",
                "payload = null, due_at = null",
                "state = 'DONE' and due_at <= " + this.dialect.now(),
                STEP);
        return this.database.alone(() -> this.database.jdbc().sql(delete).update()) == STEP;
    }
}
