/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.internal.journal;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.journal.JournaledCreate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The changes that this instance makes to the creates of one client. Each method is one statement. */
public final class JournalTable {

    /** How long a request may remain without renewal before its outcome counts as unknown. */
    public static final Duration SENDING_LEASE = Duration.ofMinutes(2);

    /**
     * How long the task of a run may remain without renewal before it is an orphan. Longer than an instance may have to wait for
     * the database while others do not; {@code Cancel-After} limits what an orphan costs.
     */
    public static final Duration RUN_LEASE = Duration.ofMinutes(5);

    /**
     * Changes of a durable create that is queued again after {@code {due}}, or is cancelled if that was requested. MySQL assigns
     * from left to right.
     */
    public static final String REQUEUED = "node = null, sent_at = null, checks = 0,"
            + " state = case when cancel_requested then 'CANCELED' else 'QUEUED' end,"
            + " request = case when cancel_requested then null else request end,"
            + " completed_at = case when cancel_requested then {now} end,"
            + " due_at = case when cancel_requested then null else {due} end";

    /** Changes of a durable create that is queued again before all creates that were submitted later, or is cancelled. */
    public static final String REQUEUED_IN_ORDER = REQUEUED.replace("{due}", "least(created_at, {now})");

    /**
     * Condition of the outcome of a request. Only durable creates can be sent again, and a late outcome must not change a later
     * request. The outcome of any other create is a fact, although the reconciler may have claimed its row.
     */
    private static final String OF_REQUEST =
            " where id = :id and state = 'SENDING' and (origin <> 'SUBMIT' or claims = :claim)";

    private static final int MAX_TEXT = 500;

    private static final int MAX_STATUS = 20;

    private final SharedDatabase database;

    private final String client;

    private final String table;

    private final EntryIds ids = new EntryIds();

    private final EntriesInProgress inProgress = new EntriesInProgress();

    /** Identifies this instance as the owner of rows. */
    private final String node = UUID.randomUUID().toString();

    /** Create an instance for the creates of a client. */
    public JournalTable(SharedDatabase database, String client) {
        this.database = database;
        this.client = client;
        this.table = database.table("journal");
    }

    /** Return the database. */
    public SharedDatabase database() {
        return this.database;
    }

    /** Return the name of the client. */
    public String client() {
        return this.client;
    }

    /** Return the name of the table. */
    public String name() {
        return this.table;
    }

    /** Return the name of this instance as the owner of rows. */
    public String node() {
        return this.node;
    }

    /** Return the entries that this instance works on. */
    public EntriesInProgress inProgress() {
        return this.inProgress;
    }

    /** Return an id for a new row. */
    public String newId() {
        return this.ids.next();
    }

    /** Insert a create that is about to be sent. */
    void insertSending(String id, JournaledCreate create) {
        this.database.alone(
                () -> sql("insert into {table} (id, client, task_type, origin, reference, state, operation, path,"
                                + " fingerprint, input_fingerprint, node, created_at, sent_at, renewed_at, due_at)"
                                + " values (:id, :client, :type, :origin, :reference, 'SENDING', :operation, :path, :fingerprint,"
                                + " :input, :node, {now}, {now}, {now}, {due})")
                        .param("id", id)
                        .param("client", this.client)
                        .param("type", create.type().name())
                        .param("origin", create.origin().name())
                        .param("reference", create.reference())
                        .param("operation", create.operation())
                        .param("path", limit(create.path(), 300))
                        .param("fingerprint", create.fingerprint())
                        .param("input", create.inputFingerprint())
                        .param("node", this.node)
                        .param("due", SENDING_LEASE.toMillis())
                        .update());
    }

    /**
     * Record the task of a create, even if the create was concluded to be lost before. A completion that was recorded before
     * remains.
     *
     * @param owned whether this instance waits for the task. It then takes the task back from an instance that has found it
     * @return whether it was recorded
     */
    public boolean running(String id, LongRunningTask task, boolean owned, Duration due) {
        return running(id, task.id(), task.createdAt(), task.statusText(), owned, due);
    }

    boolean running(
            String id,
            String taskId,
            @Nullable Instant createdAt,
            @Nullable String status,
            boolean owned,
            Duration due) {
        return this.database.alone(() ->
                sql("update {table} set state = 'RUNNING', task_id = :taskId, task_created_ms = :createdMs,"
                                        + " task_status = :status, node = :node, due_at = {due}, request = null, checks = 0,"
                                        + " sent_at = coalesce(sent_at, {now}),"
                                        + " completed_at = null, last_error = null"
                                        + " where id = :id and (state in ('QUEUED', 'SENDING', 'LOST', 'CANCELED')"
                                        + (owned ? " or state = 'RUNNING' and task_id = :taskId)" : ")"))
                                .param("id", id)
                                .param("taskId", taskId)
                                .param("createdMs", createdAt == null ? null : createdAt.toEpochMilli())
                                .param("status", status == null ? null : limit(status, MAX_STATUS))
                                .param("node", owned ? this.node : null)
                                .param("due", due.toMillis())
                                .update()
                        > 0);
    }

    /** Record that the task of a run is no longer awaited by its caller. */
    public boolean finished(LongRunningTask task) {
        return this.database.alone(() ->
                sql("update {table} set state = 'COMPLETED', task_status = :status, completed_at = {now},"
                                        + " due_at = null, node = null"
                                        + " where task_id = :taskId and origin = 'RUN' and state = 'RUNNING'")
                                .param("taskId", task.id())
                                .param(
                                        "status",
                                        task.statusText() == null ? null : limit(task.statusText(), MAX_STATUS))
                                .update()
                        > 0);
    }

    /** Record that nothing was created. */
    boolean refused(RowClaim claim, String reason) {
        return this.database.alone(() -> sql("update {table} set " + failed("REFUSED") + OF_REQUEST)
                        .param("id", claim.id())
                        .param("claim", claim.number())
                        .param("error", error(reason))
                        .update()
                > 0);
    }

    /** Record that the outcome of a create is unknown. */
    boolean unknown(RowClaim claim, String reason) {
        return this.database.alone(
                () -> sql("update {table} set node = null, renewed_at = {now}, due_at = {due}, last_error = :error"
                                        + OF_REQUEST)
                                .param("id", claim.id())
                                .param("claim", claim.number())
                                .param("error", error(reason))
                                .param("due", SENDING_LEASE.toMillis())
                                .update()
                        > 0);
    }

    /**
     * Prepare a change of the row of a claim, which has no effect if another claim has followed, or if the row has another state.
     *
     * @param changes assignments, which can have the parameters of {@link #sql} and {@code :error}
     * @param error description of a failure, or {@code null} if there is none
     */
    public StatementSpec change(RowClaim claim, String state, String changes, Duration due, @Nullable String error) {
        return change(claim, state, "", changes, due, error);
    }

    /** Prepare a change as {@link #change}, which has no effect either if the row does not belong to this instance. */
    public StatementSpec changeOwn(RowClaim claim, String state, String changes, Duration due, @Nullable String error) {
        return change(claim, state, " and node = :node", changes, due, error).param("node", this.node);
    }

    private StatementSpec change(
            RowClaim claim, String state, String condition, String changes, Duration due, @Nullable String error) {
        return sql("update {table} set " + changes + " where id = :id and state = :state and claims = :claim"
                        + condition)
                .param("id", claim.id())
                .param("state", state)
                .param("claim", claim.number())
                .param("due", due.toMillis())
                .param("error", error == null ? null : error(error));
    }

    /**
     * Record a completion, as part of the transaction of the caller if there is one. In one of its own, a search for a task that is not
     * known locks nothing: with the default isolation of MySQL and MariaDB, concurrent completions would deadlock.
     */
    public boolean completed(String taskId, @Nullable String status, @Nullable String id) {
        Supplier<Boolean> complete = () -> complete("task_id = :taskId", taskId, status, id) > 0
                || id != null && complete("id = :id and task_id is null", taskId, status, id) > 0;
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? this.database.inTransaction(complete)
                : this.database.inNewTransaction(complete);
    }

    private int complete(String condition, String taskId, @Nullable String status, @Nullable String id) {
        StatementSpec update = sql("update {table} set state = 'COMPLETED', task_id = :taskId, task_status = :status,"
                        + " completed_at = {now}, due_at = null, node = null, request = null, last_error = null"
                        + " where " + condition + " and state <> 'COMPLETED'")
                .param("taskId", taskId)
                .param("status", status == null ? null : limit(status, MAX_STATUS));
        return (condition.contains(":id") ? update.param("id", id) : update).update();
    }

    /**
     * Renew the rows of entries in progress, as far as they belong to this instance. Rows that another transaction has locked are
     * omitted, because a transaction of the application must not delay the renewal of the others.
     *
     * @return the ids of the renewed rows
     */
    List<String> renew(List<String> ids) {
        return this.database.inNewTransaction(() -> {
            List<String> renewed = sql("select id from {table} where id in (:ids) and node = :node"
                            + " and state in ('SENDING', 'RUNNING') for update skip locked")
                    .param("ids", ids)
                    .param("node", this.node)
                    .query((row, number) -> row.getString("id"))
                    .list();
            if (!renewed.isEmpty()) {
                sql("update {table} set renewed_at = {now},"
                                + " due_at = case when state = 'SENDING' then {due} else {run} end where id in (:ids)")
                        .param("ids", renewed)
                        .param("due", SENDING_LEASE.toMillis())
                        .param("run", RUN_LEASE.toMillis())
                        .update();
            }
            return renewed;
        });
    }

    /** Delete settled rows. */
    public int purge(Duration retention, int limit) {
        String condition =
                "client = :client and completed_at < " + this.database.dialect().nowPlusMillis("-:retention");
        return this.database.alone(() -> this.database
                .jdbc()
                .sql(this.database.dialect().delete(this.table, "id", condition, limit))
                .params(Map.of("client", this.client, "retention", retention.toMillis()))
                .update());
    }

    /**
     * Return the changes of a create that is settled as failed, with {@code :error}. The failure of a durable create is due for
     * notification.
     */
    public static String failed(String state) {
        return "state = '" + state + "', node = null, request = null, completed_at = {now}, checks = 0,"
                + " due_at = case when origin = 'SUBMIT' then {now} end, last_error = :error";
    }

    /** Prepare a statement. {@code {due}} and {@code {run}} are times after the parameters of their names. */
    public StatementSpec sql(String statement) {
        return this.database
                .jdbc()
                .sql(statement
                        .replace("{table}", this.table)
                        .replace("{now}", this.database.dialect().now())
                        .replace("{due}", this.database.dialect().nowPlusMillis(":due"))
                        .replace("{run}", this.database.dialect().nowPlusMillis(":run")));
    }

    /** Return the description of a failure as it is stored, without confidential values. */
    public static String error(String reason) {
        return limit(Redaction.of(reason), MAX_TEXT);
    }

    /** Return at most the first characters of a text. */
    public static String limit(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
