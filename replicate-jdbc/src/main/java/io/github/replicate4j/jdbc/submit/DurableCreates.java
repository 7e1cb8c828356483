/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.internal.journal.JournalTable;
import io.github.replicate4j.jdbc.internal.journal.OpenJournal;
import io.github.replicate4j.journal.JournaledCreate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What applications do with durable creates: they submit, find and cancel them, as parts of their transactions. */
final class DurableCreates {

    private final JournalTable table;

    DurableCreates(OpenJournal journal) {
        this.table = journal.table();
    }

    SharedDatabase database() {
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
    boolean insert(String key, JournaledCreate create, String request) {
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
        String now = this.table.database().dialect().now();
        return this.table
                .database()
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
    Optional<DurableCreate> find(String key) {
        return find(key, "");
    }

    private Optional<DurableCreate> find(String key, String lock) {
        return statement("select " + DurableCreate.COLUMNS + " from {table}" + DurableCreate.OF_CLIENT
                        + " and submit_key = :key" + lock)
                .param("key", key)
                .query((row, number) -> DurableCreate.read(row))
                .optional();
    }

    /**
     * Cancel a create, as a part of the transaction of the caller. If it is being sent, this requests that its task is cancelled as
     * soon as its id is known.
     *
     * @param key key of the application
     * @return the create after that, or empty if there is none
     */
    Optional<DurableCreate> cancel(String key) {
        // In one statement, because the state may change between two. MySQL assigns from left to right: the state is
        // last.
        statement("update {table} set request = " + ifQueued("null", "request") + ", due_at = "
                        + ifQueued("null", "due_at") + ", completed_at = " + ifQueued("{now}", "completed_at")
                        + ", cancel_requested = true, state = " + ifQueued("'CANCELED'", "state")
                        + DurableCreate.OF_CLIENT
                        + " and submit_key = :key and state in ('QUEUED', 'SENDING')")
                .param("key", key)
                .update();
        // The snapshot of a transaction of MySQL can be older than the state that the update has found.
        return find(key, this.table.database().dialect().isMySql() ? " for update" : "");
    }

    private static String ifQueued(String value, String otherwise) {
        return "case when state = 'QUEUED' then " + value + " else " + otherwise + " end";
    }

    private StatementSpec statement(String sql) {
        return this.table.sql(sql).param("client", this.table.client());
    }
}
