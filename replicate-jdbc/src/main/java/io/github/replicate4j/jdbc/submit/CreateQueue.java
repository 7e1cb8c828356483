/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.journal.CreateJournal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What an instance does with durable creates: it claims queued ones, and records what follows. */
final class CreateQueue {

    private static final Log logger = LogFactory.getLog(CreateQueue.class);

    private static final String WITH_ERROR = ", last_error = :error";

    private static final String REQUEUED_IN_ORDER = JournalTable.REQUEUED_IN_ORDER + WITH_ERROR;

    private final OpenJournal journal;

    private final JournalTable table;

    CreateQueue(OpenJournal journal) {
        this.journal = journal;
        this.table = journal.table();
    }

    /**
     * Return the number of creates that were sent, or are being sent, and are not settled.
     *
     * @return the number, for all instances
     */
    int inFlight() {
        return statement("select count(*) from {table}" + DurableCreate.OF_CLIENT
                        + " and state in ('SENDING', 'RUNNING')"
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
    List<DurableCreate> claim(int limit) {
        long[] time = new long[1];
        List<DurableCreate> creates = this.journal
                .failedClaims()
                .claim(
                        claimed -> {
                            time[0] = System.nanoTime();
                            claim(limit, claimed);
                        },
                        create -> change(create, REQUEUED_IN_ORDER, Duration.ZERO, create.error()));
        creates.forEach(create -> this.table.inProgress().add(create.claim(), time[0]));
        return creates;
    }

    private void claim(int limit, List<DurableCreate> creates) {
        this.table.database().inNewTransaction(() -> {
            creates.addAll(
                    statement("select " + DurableCreate.COLUMNS + ", request from {table}" + DurableCreate.OF_CLIENT
                                    + " and state = 'QUEUED' and due_at <= {now}" + DurableCreate.READABLE
                                    + " order by due_at limit " + limit
                                    + " for update skip locked")
                            .query((row, number) -> DurableCreate.readToClaim(row))
                            .list());
            if (!creates.isEmpty()) {
                this.table
                        .sql("update {table} set state = 'SENDING', claims = claims + 1, checks = 0,"
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
    void release(DurableCreate create) {
        this.table.inProgress().remove(create.claim());
    }

    /**
     * Queue a claimed create again that was not sent, before all creates that were submitted later. If the database is not available,
     * this is done later.
     *
     * @param create the claimed create
     */
    void giveBack(DurableCreate create) {
        try {
            requeueInOrder(create, create.error());
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
    boolean requeue(DurableCreate create, Duration delay, boolean failed, @Nullable String error) {
        String failures = failed ? ", failures = failures + 1" : "";
        return claimed(create, JournalTable.REQUEUED + WITH_ERROR + failures, delay, error);
    }

    /**
     * Queue a claimed create again that does not fit into the limits now, before all creates that were submitted later.
     *
     * @param create the claimed create
     * @param error reason, or {@code null} if there is none
     * @throws RuntimeException if the database is not available; the create is then queued later
     */
    void requeueInOrder(DurableCreate create, @Nullable String error) {
        claimed(create, REQUEUED_IN_ORDER, Duration.ZERO, error);
    }

    /**
     * Settle a claimed create as refused. Its failure is due for notification.
     *
     * @param create the claimed create
     * @param error the reason
     * @return whether it is refused
     * @throws RuntimeException if the database is not available; the create is then refused later
     */
    boolean refuse(DurableCreate create, String error) {
        return claimed(create, JournalTable.failed(CreateState.REFUSED.name()), Duration.ZERO, error);
    }

    private boolean claimed(DurableCreate create, String changes, Duration due, @Nullable String error) {
        return this.journal.update(() -> change(create, changes, due, error), () -> release(create));
    }

    private boolean change(DurableCreate create, String changes, Duration due, @Nullable String error) {
        return this.table
                .database()
                .alone(() -> this.table
                                .changeOwn(create.claim(), create.state().name(), changes, due, error)
                                .update()
                        > 0);
    }

    /**
     * Return the entry of a claimed create.
     *
     * @param create the claimed create
     * @return the entry
     */
    CreateJournal.Entry entry(DurableCreate create) {
        return this.journal.entry(create.claim(), DurableCreate.ORIGIN, false);
    }

    /**
     * Return whether a claimed create still belongs to this instance for certain: no other instance can have claimed it. Check
     * this immediately before it is sent.
     *
     * @param create the claimed create
     * @return whether it can be sent
     */
    boolean isHeld(DurableCreate create) {
        return this.table.inProgress().isYoungerThan(JournalTable.SENDING_LEASE.dividedBy(2), create.claim());
    }

    /**
     * Return the task of a create, if it is another one than the given: another instance has then sent the create as well.
     *
     * @param create the create
     * @param taskId id of a task that was created for it
     * @return id of the other task
     */
    Optional<String> otherTask(DurableCreate create, String taskId) {
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
    boolean isCancelRequested(DurableCreate create) {
        return this.table
                .sql("select cancel_requested from {table} where id = :id")
                .param("id", create.id())
                .query(Boolean.class)
                .single();
    }

    private StatementSpec statement(String sql) {
        return this.table.sql(sql).param("client", this.table.client());
    }
}
