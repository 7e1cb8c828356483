/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.RowClaim;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Claims of due rows by the reconciler. A claim is a lease: the row is due again, for any instance, when it has expired. */
final class JournalClaims {

    /**
     * Condition for the rows that this version can read. During an update of the application, instances of a newer version may
     * insert others, which they process themselves.
     */
    private static final String READABLE =
            " and task_type in (" + names(TaskType.values()) + ") and origin in (" + names(Origin.values()) + ")";

    private static final int BATCH = 100;

    private static final int MAX_IDS = 1_000;

    /** Replicate removes inputs an hour after completion. */
    private static final Duration INPUT_RETENTION = Duration.ofMinutes(50);

    private final JournalTable journal;

    private final JdbcDialect dialect;

    JournalClaims(JournalTable journal) {
        this.journal = journal;
        this.dialect = journal.database().dialect();
    }

    /**
     * Claim due rows in batches. The rows then belong to no instance, so their former owner does not renew them. An entry that is
     * in progress in this process is never claimed.
     *
     * @param orphans whether to claim runs, which their instances may not have been able to renew
     */
    List<JournalRow> claim(CreateState state, boolean orphans, int limit, Duration lease) {
        List<JournalRow> rows = new ArrayList<>();
        while (rows.size() < limit) {
            List<JournalRow> batch = claimBatch(state, orphans, Math.min(BATCH, limit - rows.size()), lease);
            rows.addAll(batch);
            if (batch.size() < BATCH) {
                break;
            }
        }
        return rows;
    }

    private List<JournalRow> claimBatch(CreateState state, boolean orphans, int limit, Duration lease) {
        return this.journal.database().inNewTransaction(() -> {
            List<JournalRow> rows = this.journal
                    .sql(
                            "select id, task_type, origin, state, path, fingerprint, input_fingerprint, reference, task_id,"
                                    + " task_created_ms, sent_at, renewed_at, created_at, claims, checks, cancel_requested,"
                                    + " " + this.dialect.millisSince("coalesce(sent_at, created_at)")
                                    + " as age from {table}"
                                    + " where state = :state and client = :client and due_at <= {now}" + READABLE
                                    + (orphans ? "" : " and origin <> 'RUN'")
                                    + " order by due_at limit " + limit + " for update skip locked")
                    .param("state", state.name())
                    .param("client", this.journal.client())
                    .query((row, number) -> row(row))
                    .list();
            rows.removeIf(row -> this.journal.inProgress().contains(row.id()));
            if (!rows.isEmpty()) {
                this.journal
                        .sql("update {table} set claims = claims + 1, node = null, due_at = {due} where id in (:ids)")
                        .param("ids", rows.stream().map(JournalRow::id).toList())
                        .param("due", lease.toMillis())
                        .update();
            }
            return rows;
        });
    }

    private static String names(Enum<?>... values) {
        return Arrays.stream(values).map(value -> "'" + value.name() + "'").collect(Collectors.joining(", "));
    }

    private JournalRow row(ResultSet row) throws SQLException {
        long createdMs = row.getLong("task_created_ms");
        Instant taskCreatedAt = row.wasNull() ? null : Instant.ofEpochMilli(createdMs);
        return new JournalRow(
                new RowClaim(row.getString("id"), row.getInt("claims") + 1),
                TaskType.valueOf(row.getString("task_type")),
                Origin.valueOf(row.getString("origin")),
                CreateState.valueOf(row.getString("state")),
                row.getString("path"),
                row.getString("fingerprint"),
                row.getString("input_fingerprint"),
                row.getString("reference"),
                row.getString("task_id"),
                taskCreatedAt,
                this.dialect.instant(row, "sent_at"),
                this.dialect.instant(row, "renewed_at"),
                Objects.requireNonNull(this.dialect.instant(row, "created_at")),
                Duration.ofMillis(row.getLong("age")),
                row.getInt("checks"),
                row.getBoolean("cancel_requested"));
    }

    /** Check a row again later. */
    boolean postpone(JournalRow row, Duration delay) {
        return change(row, "checks = checks + 1, due_at = {due}", delay, null);
    }

    /** Make a row due now, because its check was not made. */
    boolean release(JournalRow row, Duration delay) {
        return change(row, "due_at = {due}", delay, null);
    }

    /** Check a row again later that could not be checked. */
    boolean checkFailed(JournalRow row, Duration delay, String reason) {
        return change(row, "due_at = {due}, last_error = :error", delay, reason);
    }

    /** Extend the claim of rows. */
    void renew(Collection<JournalRow> rows, Duration lease) {
        rows.forEach(row -> release(row, lease));
    }

    /** Settle a row as failed. The failure of a durable create is due for notification. */
    boolean fail(JournalRow row, CreateState state, String reason) {
        return change(row, JournalTable.failed(state.name()), Duration.ZERO, reason);
    }

    /** Settle a row without an outcome that anyone is notified of. */
    boolean settle(JournalRow row, CreateState state, String reason) {
        return change(
                row,
                "state = '" + state.name()
                        + "', completed_at = {now}, request = null, last_error = :error, due_at = null",
                Duration.ZERO,
                reason);
    }

    /** Queue a durable create again, because Replicate has not received it, unless it is to be cancelled. */
    boolean requeue(JournalRow row) {
        return change(row, JournalTable.REQUEUED_IN_ORDER, Duration.ZERO, null);
    }

    private boolean change(JournalRow row, String changes, Duration due, @Nullable String reason) {
        return this.journal
                .database()
                .alone(() -> this.journal
                                .change(row.claim(), row.state().name(), changes, due, reason)
                                .update()
                        > 0);
    }

    /** Return the fingerprints of the inputs of those tasks that are known, by the ids of the tasks. */
    Map<String, String> knownTasks(Collection<String> taskIds) {
        Map<String, String> known = new HashMap<>();
        inParts(
                taskIds,
                ids -> this.journal
                        .sql("select task_id, input_fingerprint from {table} where task_id in (:ids)")
                        .param("ids", ids)
                        .query(row -> {
                            known.put(row.getString("task_id"), row.getString("input_fingerprint"));
                        }));
        return known;
    }

    /** Return which of the ids are entries of the journal. */
    Set<String> knownEntries(Collection<String> ids) {
        Set<String> known = new HashSet<>();
        inParts(
                ids,
                part -> known.addAll(this.journal
                        .sql("select id from {table} where id in (:ids)")
                        .param("ids", part)
                        .query(String.class)
                        .list()));
        return known;
    }

    /** A statement of PostgreSQL has up to 65,535 parameters, and an account can have more tasks in a window. */
    private static void inParts(Collection<String> ids, Consumer<List<String>> query) {
        List<String> all = new ArrayList<>(ids);
        for (int i = 0; i < all.size(); i += MAX_IDS) {
            query.accept(all.subList(i, Math.min(all.size(), i + MAX_IDS)));
        }
    }

    /**
     * Return whether an instance is sending a request with the same input for this client, so that its task is not known yet. The
     * lease of an instance that has ended expires.
     */
    boolean isBeingSent(String inputFingerprint) {
        return this.journal
                        .sql("select count(*) from {table} where state = 'SENDING' and node is not null"
                                + " and due_at > {now} and client = :client and input_fingerprint = :input")
                        .param("client", this.journal.client())
                        .param("input", inputFingerprint)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Return when the newest prediction was created whose input Replicate has not removed, if there is one. */
    @Nullable
    Instant newestPrediction() {
        long millis = this.journal
                .sql(
                        "select coalesce(max(task_created_ms), 0) from {table} where client = :client and task_type = 'PREDICTION'"
                                + " and state in ('RUNNING', 'COMPLETED') and created_at > {due}")
                .param("client", this.journal.client())
                .param("due", -INPUT_RETENTION.toMillis())
                .query((row, number) -> row.getLong(1))
                .single();
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
