/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Rows of durable creates in the journal. Applications use {@code DurablePredictions}, which is built on this class.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class DurableCreates {

    private static final Log logger = LogFactory.getLog(DurableCreates.class);

    private static final String COLUMNS =
            "id, submit_key, state, fingerprint, reference, task_id, task_status, last_error, attempt, failures";

    private static final String OF_CLIENT = " where client = :client and origin = 'SUBMIT'";

    /** Condition for the rows that this version can process. Instances of a newer version process the others. */
    private static final String READABLE = " and task_type = 'PREDICTION' and operation in"
            + " ('predictions.create', 'models.predictions.create', 'deployments.predictions.create')";

    /** How often the listener of a failure is called. */
    public static final int MAX_NOTIFICATIONS = 20;

    private final JdbcCreateJournal journal;

    private final JournalTable table;

    private DurableCreates(JdbcCreateJournal journal) {
        this.journal = journal;
        this.table = journal.table();
    }

    /**
     * Return the durable creates of a journal.
     *
     * @param journal the journal
     * @return the durable creates
     */
    public static DurableCreates of(JdbcCreateJournal journal) {
        return new DurableCreates(Arguments.notNull("journal", journal));
    }

    /**
     * Return the database of the journal.
     *
     * @return the database
     */
    public SharedDatabase database() {
        return this.table.database();
    }

    /**
     * Insert a queued create, unless the key exists. This is a part of the transaction of the caller. It waits for another
     * transaction that has inserted the same key, and for no other.
     *
     * @param key key of the application
     * @param create description of the create
     * @param request the encoded request
     * @return whether the create was inserted
     */
    public boolean insert(String key, JournaledCreate create, String request) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", this.table.newId());
        row.put("client", this.table.client());
        row.put("key", key);
        row.put("type", create.type().name());
        row.put("reference", create.reference());
        row.put("operation", create.operation());
        row.put("path", JournalTable.limit(create.path(), 300));
        row.put("fingerprint", create.fingerprint());
        row.put("input", create.inputFingerprint());
        row.put("request", request);
        String now = database().dialect().now();
        return database()
                .insertIfAbsent(
                        "insert into " + this.table.name()
                                + " (id, client, submit_key, task_type, origin, reference, state,"
                                + " operation, path, fingerprint, input_fingerprint, request, created_at, due_at)"
                                + " values (:id, :client, :key, :type, 'SUBMIT', :reference, 'QUEUED', :operation, :path,"
                                + " :fingerprint, :input, :request, " + now + ", " + now + ")",
                        row);
    }

    /**
     * Find a create by its key.
     *
     * @param key key of the application
     * @return the create without its request, or empty if there is none
     */
    public Optional<DurableCreate> find(String key) {
        return statement("select " + COLUMNS + " from {table}" + OF_CLIENT + " and submit_key = :key")
                .param("key", key)
                .query((row, number) -> create(row, false))
                .optional();
    }

    /**
     * Return the number of creates that were sent, or are being sent, and are not settled.
     *
     * @return the number, for all instances
     */
    public int inFlight() {
        return statement("select count(*) from {table}" + OF_CLIENT + " and state in ('SENDING', 'RUNNING')"
                        // For the partial index.
                        + " and due_at is not null")
                .query(Integer.class)
                .single();
    }

    /**
     * Claim queued creates. Before this returns, it is committed that they are being sent by this instance. Each claim must be
     * ended with {@link #release}.
     *
     * @param limit maximum number of creates
     * @return the creates with their requests
     */
    public List<DurableCreate> claim(int limit) {
        long[] time = new long[1];
        List<DurableCreate> creates = this.journal.failedClaims().claim(claimed -> {
            time[0] = System.nanoTime();
            claim(limit, claimed);
        });
        creates.forEach(create -> this.table.inProgress().add(create.id(), create.attempt(), time[0]));
        return creates;
    }

    private void claim(int limit, List<DurableCreate> creates) {
        database().inNewTransaction(() -> {
            creates.addAll(statement("select " + COLUMNS + ", request from {table}" + OF_CLIENT
                            + " and state = 'QUEUED' and due_at <= {now}" + READABLE + " order by due_at limit " + limit
                            + " for update skip locked")
                    .query((row, number) -> create(row, true))
                    .list());
            if (!creates.isEmpty()) {
                this.table
                        .sql("update {table} set state = 'SENDING', attempt = attempt + 1, checks = 0,"
                                + " last_error = null, node = :node, sent_at = {now}, renewed_at = {now}, due_at = {due}"
                                + " where id in (:ids)")
                        .param("node", this.table.node())
                        .param("due", JournalTable.SENDING_LEASE.toMillis())
                        .param("ids", creates.stream().map(DurableCreate::id).toList())
                        .update();
            }
            return null;
        });
    }

    /**
     * End a claim: the create is no longer renewed. If no outcome was recorded, the reconciler settles it.
     *
     * @param create the claimed create
     */
    public void release(DurableCreate create) {
        this.table.inProgress().remove(create.id(), create.attempt());
    }

    /**
     * Queue a claimed create again that was not sent. If the database is not available, this is done later.
     *
     * @param create the claimed create
     * @param delay time until it is claimed again
     */
    public void giveBack(DurableCreate create, Duration delay) {
        try {
            requeue(create, delay, false, create.error());
        } catch (RuntimeException ex) {
            logger.debug("The durable create '" + create.key() + "' is queued again later", ex);
        }
    }

    /**
     * Queue a claimed create again, because it was not sent or not processed. If it is to be cancelled, it is not queued but
     * cancelled.
     *
     * @param create the claimed create
     * @param delay time until it is claimed again
     * @param failed whether the attempt has failed, which increases the backoff
     * @param error reason, or {@code null} if there is none
     * @return whether it is queued or cancelled
     * @throws RuntimeException if the database is not available; the create is then queued later
     */
    public boolean requeue(DurableCreate create, Duration delay, boolean failed, @Nullable String error) {
        String failures = failed ? ", failures = failures + 1" : "";
        return claimed(create, JournalTable.REQUEUED_WITH_ERROR + failures, delay, error);
    }

    /**
     * Settle a claimed create as refused. Its failure is due for notification.
     *
     * @param create the claimed create
     * @param error the reason
     * @return whether it is refused
     * @throws RuntimeException if the database is not available; the create is then refused later
     */
    public boolean refuse(DurableCreate create, String error) {
        return claimed(
                create,
                "state = 'REFUSED', node = null, request = null, completed_at = {now}, checks = 0, due_at = {due},"
                        + " last_error = :error",
                Duration.ZERO,
                error);
    }

    private boolean claimed(DurableCreate create, String changes, Duration due, @Nullable String error) {
        return this.journal.update(() -> this.table.updateClaimed(create, changes, due, error), () -> release(create));
    }

    /**
     * Return the entry of a claimed create.
     *
     * @param create the claimed create
     * @return the entry
     */
    public CreateJournal.Entry entry(DurableCreate create) {
        return this.journal.entry(create.id(), create.attempt(), DurableCreate.ORIGIN, false);
    }

    /**
     * Cancel a create, as a part of the transaction of the caller. If it is being sent, this requests that its task is cancelled as
     * soon as its id is known.
     *
     * @param key key of the application
     */
    public void cancel(String key) {
        // In one statement, because the state may change between two. MySQL assigns from left to right: the state is
        // last.
        statement("update {table} set request = " + ifQueued("null", "request") + ", due_at = "
                        + ifQueued("null", "due_at") + ", completed_at = " + ifQueued("{now}", "completed_at")
                        + ", cancel_requested = true, state = " + ifQueued("'CANCELED'", "state") + OF_CLIENT
                        + " and submit_key = :key and state in ('QUEUED', 'SENDING')")
                .param("key", key)
                .update();
    }

    private static String ifQueued(String value, String otherwise) {
        return "case when state = 'QUEUED' then " + value + " else " + otherwise + " end";
    }

    /**
     * Return whether a claimed create still belongs to this instance for certain: no other instance can have claimed it. Check
     * this immediately before it is sent.
     *
     * @param create the claimed create
     * @return whether it can be sent
     */
    public boolean isHeld(DurableCreate create) {
        return this.table
                .inProgress()
                .isYoungerThan(JournalTable.SENDING_LEASE.dividedBy(2), create.id(), create.attempt());
    }

    /**
     * Return the task of a create, if it is another one than the given: another instance has then sent the create as well.
     *
     * @param create the create
     * @param taskId id of a task that was created for it
     * @return id of the other task
     */
    public Optional<String> otherTask(DurableCreate create, String taskId) {
        return this.table
                .sql("select task_id from {table} where id = :id and task_id <> :taskId")
                .param("id", create.id())
                .param("taskId", taskId)
                .query(String.class)
                .optional();
    }

    /**
     * Return whether the task of a create is to be cancelled.
     *
     * @param create the create
     * @return whether a cancel was requested before its id was known
     */
    public boolean isCancelRequested(DurableCreate create) {
        return this.table
                .sql("select cancel_requested from {table} where id = :id")
                .param("id", create.id())
                .query(Boolean.class)
                .single();
    }

    /**
     * Claim a failed create whose failure is due for notification. A failure is claimed up to 20 times.
     *
     * @param lease time after which it is due again; it grows with each claim
     * @return the create, or empty if none is due
     */
    public Optional<DurableCreate> claimFailure(Duration lease) {
        return database().inNewTransaction(() -> {
            Optional<DurableCreate> failure = statement("select " + COLUMNS + " from {table}" + OF_CLIENT
                            + " and state in ('REFUSED', 'LOST', 'EXPIRED') and due_at <= {now} and checks < "
                            + MAX_NOTIFICATIONS + READABLE + " order by due_at limit 1 for update skip locked")
                    .query((row, number) -> create(row, true))
                    .optional();
            // MySQL assigns from left to right: the number of claims is last.
            failure.ifPresent(create -> this.table
                    .sql("update {table} set attempt = attempt + 1, due_at = "
                            + database().dialect().nowPlusMillis(":lease * (checks + 1)")
                            + ", checks = checks + 1 where id = :id")
                    .param("lease", lease.toMillis())
                    .param("id", create.id())
                    .update());
            return failure;
        });
    }

    /**
     * Mark a failure as notified, as a part of the current transaction.
     *
     * @param create the claimed create
     * @return whether it was still claimed; if not, the transaction must be rolled back
     */
    public boolean failureNotified(DurableCreate create) {
        return this.table
                        .sql(
                                "update {table} set due_at = null where id = :id and state = :state and attempt = :attempt")
                        .param("id", create.id())
                        .param("state", create.state().name())
                        .param("attempt", create.attempt())
                        .update()
                > 0;
    }

    private StatementSpec statement(String sql) {
        return this.table.sql(sql).param("client", this.table.client());
    }

    private static CreateState state(ResultSet row) throws SQLException {
        String name = row.getString("state");
        return Arrays.stream(CreateState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The durable create has the state " + name
                        + ", which only a newer version of the library knows"));
    }

    private static DurableCreate create(ResultSet row, boolean claimed) throws SQLException {
        CreateState state = state(row);
        boolean sending = claimed && state == CreateState.QUEUED;
        return new DurableCreate(
                row.getString("id"),
                row.getString("submit_key"),
                sending ? CreateState.SENDING : state,
                row.getString("fingerprint"),
                row.getString("reference"),
                row.getString("task_id"),
                row.getString("task_status"),
                row.getString("last_error"),
                row.getInt("attempt") + (claimed ? 1 : 0),
                row.getInt("failures"),
                sending ? row.getString("request") : null);
    }
}
