/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.jdbc.JdbcDialect;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.journal.JournaledCreate.TaskType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that store completions and reserve them for a worker. A row is {@code NEW} or {@code OUTPUTS} until it is
 * {@code DONE} or {@code PARKED}. Until then, {@code due_at} is the end of its lease or backoff; of a row that is done, it is the
 * time at which its payload is deleted.
 *
 * <p>Each claim of a row raises its column {@code claims}. Every statement for a claim has its number and the state of the {@link Stage} as
 * its condition, so it has no effect once another claim has followed or the stage has ended.
 */
final class InboxTable {

    /**
     * Condition for the rows that this version can read. During an update of the application, instances of a newer version may store
     * others, which they process themselves.
     */
    static final String READABLE =
            " and task_type in (" + names(TaskType.values()) + ") and source in (" + names(EventSource.values()) + ")";

    private final SharedDatabase database;

    private final JdbcDialect dialect;

    private final String table;

    /** Clause that locks a row. */
    private final String lock;

    private final String state;

    /** Condition for the row of a claim. */
    private final String row;

    /** Assignments that mark a row as done. */
    private final String done;

    /**
     * Create an instance.
     *
     * @param payloadRetention time after which {@link InboxOperations#deletePayloads()} deletes the payload of a row that is done,
     *     or zero to delete it immediately
     */
    InboxTable(SharedDatabase database, Duration payloadRetention) {
        this(database, payloadRetention, Stage.LISTENERS);
    }

    InboxTable(SharedDatabase database, Duration payloadRetention, Stage stage) {
        this.database = database;
        this.state = "'" + stage.state() + "'";
        this.row = " where event_key = :key and state = " + this.state + " and claims = :claim";
        this.dialect = database.dialect();
        this.table = database.table("inbox");
        this.lock = this.dialect.isMySql() ? " for update" : " for update skip locked";
        String payload = payloadRetention.isZero()
                ? "payload = null, due_at = null"
                : "due_at = " + this.dialect.nowPlusMillis(Long.toString(payloadRetention.toMillis()));
        this.done =
                "state = 'DONE', last_error = null, outputs = null, done_at = " + this.dialect.now() + ", " + payload;
    }

    private static String names(Enum<?>... values) {
        return Arrays.stream(values).map(value -> "'" + value.name() + "'").collect(Collectors.joining(", "));
    }

    /**
     * Insert a completion in a transaction of its own, and return whether it was not stored already.
     *
     * @param entryId id of its entry in the journal, or {@code null} if there is none
     */
    boolean store(String key, StoredCompletion completion, @Nullable String entryId) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("key", key);
        parameters.put("taskType", completion.taskType().name());
        parameters.put("entryId", entryId);
        parameters.put("reference", completion.reference());
        parameters.put("source", completion.source().name());
        parameters.put("webhookId", completion.webhookId());
        parameters.put("payload", completion.payload());
        return this.database.alone(() -> insert(parameters));
    }

    /**
     * Insert a completion, unless it is visible already. An insert alone would wait for the transaction of listeners, which has
     * locked or changed the row with the same key.
     */
    private boolean insert(Map<String, ? extends @Nullable Object> parameters) {
        String now = this.dialect.now();
        String insert = "insert into " + this.table
                + " (event_key, task_type, journal_id, reference, source, webhook_id, payload, state, attempt, due_at, received_at) ";
        String columns =
                ":key, :taskType, :entryId, :reference, :source, :webhookId, :payload, 'NEW', 0, " + now + ", " + now;
        String exists = "select 1 from " + this.table + " where event_key = :key";
        if (this.dialect == JdbcDialect.POSTGRESQL) {
            // One statement is one round trip.
            return this.database.insertIfAbsent(
                    insert + "select " + columns + " where not exists (" + exists + ")", parameters);
        }
        return this.database
                        .jdbc()
                        .sql(exists)
                        .param("key", parameters.get("key"))
                        .query()
                        .listOfRows()
                        .isEmpty()
                && this.database.insertIfAbsent(insert + "values (" + columns + ")", parameters);
    }

    /** Reserve completions that are due, oldest first. Each of them counts as attempted, even if this process ends. */
    List<Claim> claim(int limit, Duration lease) {
        String due = "select event_key, claims, attempt, source from " + this.table + " where state = " + this.state
                + " and due_at <= "
                + this.dialect.now() + READABLE + " order by due_at limit :limit for update skip locked";
        String reserve = "claims = " + this.table + ".claims + 1, attempt = " + this.table + ".attempt + 1, due_at = "
                + this.dialect.nowPlusMillis(":lease");
        if (this.dialect.supportsUpdateReturning()) {
            String update = "with due as (" + due + ") update " + this.table + " set " + reserve + " from due where "
                    + this.table
                    + ".event_key = due.event_key returning due.event_key, due.claims, due.attempt, due.source";
            return this.database.alone(() -> this.database
                    .jdbc()
                    .sql(update)
                    .param("limit", limit)
                    .param("lease", lease.toMillis())
                    .query(InboxTable::claim)
                    .list());
        }
        return this.database.inNewTransaction(() -> {
            List<Claim> claims = this.database
                    .jdbc()
                    .sql(due)
                    .param("limit", limit)
                    .query(InboxTable::claim)
                    .list();
            if (!claims.isEmpty()) {
                this.database
                        .jdbc()
                        .sql("update " + this.table + " set " + reserve + " where event_key in (:keys)")
                        .param("lease", lease.toMillis())
                        .param("keys", claims.stream().map(Claim::key).toList())
                        .update();
            }
            return claims;
        });
    }

    /** Return the claim of a row, of which the statement has read the values before the claim. */
    private static Claim claim(ResultSet row, int index) throws SQLException {
        return new Claim(
                row.getString("event_key"),
                row.getInt("claims") + 1,
                row.getInt("attempt") + 1,
                EventSource.valueOf(row.getString("source")));
    }

    /**
     * Lock a reserved completion until the current transaction ends. A reserved completion was not locked when it was reserved, so
     * this does not wait for listeners. On MySQL and MariaDB, other instances that look for completions also lock those that they do
     * not reserve, for a moment, which this waits for: a completion that it skipped would remain until the end of the lease.
     *
     * @return the completion, or empty if the lease has expired or another instance has reserved it
     */
    Optional<StoredCompletion> lock(Claim claim) {
        return this.database
                .jdbc()
                .sql(select(" and due_at > " + this.dialect.now() + this.lock))
                .param("key", claim.key())
                .param("claim", claim.number())
                .query(this::completion)
                .optional();
    }

    /** Return a reserved completion, or empty if another instance has reserved it. */
    Optional<StoredCompletion> find(Claim claim) {
        return this.database.alone(() -> this.database
                .jdbc()
                .sql(select(""))
                .param("key", claim.key())
                .param("claim", claim.number())
                .query(this::completion)
                .optional());
    }

    private String select(String condition) {
        return "select task_type, reference, source, webhook_id, received_at, payload, outputs from " + this.table
                + this.row + condition;
    }

    /** Mark a completion as done that the current transaction has locked. */
    void complete(Claim claim) {
        updateLocked(this.done, claim);
    }

    /**
     * Let the files of a completion that the current transaction has locked be stored, with the full number of attempts. Of those
     * that wait for this, the oldest is due first.
     */
    void requireOutputs(Claim claim) {
        updateLocked("state = '" + Stage.OUTPUTS.state() + "', attempt = 0, due_at = received_at", claim);
    }

    private void updateLocked(String change, Claim claim) {
        int completed = this.database
                .jdbc()
                .sql("update " + this.table + " set " + change + this.row)
                .param("key", claim.key())
                .param("claim", claim.number())
                .update();
        if (completed != 1) {
            throw new IllegalStateException(
                    "The transaction that has locked the completion ended while listeners were called");
        }
    }

    private StoredCompletion completion(ResultSet row, int index) throws SQLException {
        return new StoredCompletion(
                TaskType.valueOf(row.getString("task_type")),
                row.getString("reference"),
                EventSource.valueOf(row.getString("source")),
                row.getString("webhook_id"),
                Objects.requireNonNull(this.dialect.instant(row, "received_at")),
                row.getString("payload"),
                row.getString("outputs"));
    }

    /** Retry a reserved completion after a delay, and return whether it was still reserved. */
    boolean retry(Claim claim, Duration delay, String error) {
        return updateAlone(
                "due_at = " + this.dialect.nowPlusMillis(":delay") + ", last_error = :error",
                claim,
                Map.of("delay", delay.toMillis(), "error", error));
    }

    /** Park a reserved completion, and return whether it was still reserved. */
    boolean park(Claim claim, String error) {
        return updateAlone("state = 'PARKED', due_at = null, last_error = :error", claim, Map.of("error", error));
    }

    /** Extend the lease of a reserved completion, and return whether it was still reserved. */
    boolean renew(Claim claim, Duration lease) {
        return updateAlone(
                "due_at = " + this.dialect.nowPlusMillis(":lease"), claim, Map.of("lease", lease.toMillis()));
    }

    /** Save which files are stored, extend the lease, and return whether the completion was still reserved. */
    boolean saveOutputs(Claim claim, String outputs, Duration lease) {
        return updateAlone(
                "outputs = :outputs, due_at = " + this.dialect.nowPlusMillis(":lease"),
                claim,
                Map.of("outputs", outputs, "lease", lease.toMillis()));
    }

    /** Let listeners be called for a completion whose files are stored, and return whether it was still reserved. */
    boolean completeOutputs(Claim claim, String outputs) {
        return updateAlone(
                "state = '" + Stage.LISTENERS.state()
                        + "', attempt = 0, last_error = null, outputs = :outputs, due_at = received_at",
                claim,
                Map.of("outputs", outputs));
    }

    /**
     * Release a completion that was not processed, so that it is due after a delay and this attempt does not count, and return
     * whether it was still reserved.
     */
    boolean release(Claim claim, Duration delay) {
        return updateAlone(
                "attempt = attempt - 1, due_at = " + this.dialect.nowPlusMillis(":delay"),
                claim,
                Map.of("delay", delay.toMillis()));
    }

    private boolean updateAlone(String change, Claim claim, Map<String, ?> parameters) {
        return this.database.alone(() -> this.database
                        .jdbc()
                        .sql("update " + this.table + " set " + change + this.row)
                        .param("key", claim.key())
                        .param("claim", claim.number())
                        .params(parameters)
                        .update()
                > 0);
    }
}
