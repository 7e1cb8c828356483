/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

import io.github.replicate4j.jdbc.internal.journal.RowClaim;
import io.github.replicate4j.jdbc.journal.CreateState;
import io.github.replicate4j.journal.JournaledCreate.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of a durable create.
 *
 * @param claim latest claim of the row
 * @param key key of the application
 * @param state state of the create
 * @param fingerprint SHA-256 of the path and of the canonical request body
 * @param reference reference of the application, or {@code null} if there is none
 * @param taskId id of the prediction, or {@code null} if it is not known
 * @param taskStatus latest known status of the prediction, or {@code null} if it is not known
 * @param error reason of the latest failure, or {@code null} if there is none
 * @param failures number of refused attempts, for the backoff
 * @param request the encoded request, or {@code null} unless it was read to be sent
 */
record DurableCreate(
        RowClaim claim,
        String key,
        CreateState state,
        String fingerprint,
        @Nullable String reference,
        @Nullable String taskId,
        @Nullable String taskStatus,
        @Nullable String error,
        int failures,
        @Nullable String request) {

    /** Origin of all durable creates. */
    static final Origin ORIGIN = Origin.SUBMIT;

    /** Columns that are read. */
    static final String COLUMNS =
            "id, submit_key, state, fingerprint, reference, task_id, task_status, last_error, claims, failures";

    /** Condition for the durable creates of a client. */
    static final String OF_CLIENT = " where client = :client and origin = 'SUBMIT'";

    /** Condition for the rows that this version can process. Instances of a newer version process the others. */
    static final String READABLE = " and task_type = 'PREDICTION' and operation in"
            + " ('predictions.create', 'models.predictions.create', 'deployments.predictions.create')";

    static DurableCreate read(ResultSet row) throws SQLException {
        return read(row, state(row), row.getInt("claims"), null);
    }

    /** Read a row that the current transaction claims, which changes it after this. A queued create has its request. */
    static DurableCreate readToClaim(ResultSet row) throws SQLException {
        CreateState state = state(row);
        int claims = row.getInt("claims") + 1;
        return state == CreateState.QUEUED
                ? read(row, CreateState.SENDING, claims, row.getString("request"))
                : read(row, state, claims, null);
    }

    private static DurableCreate read(ResultSet row, CreateState state, int claims, @Nullable String request)
            throws SQLException {
        return new DurableCreate(
                new RowClaim(row.getString("id"), claims),
                row.getString("submit_key"),
                state,
                row.getString("fingerprint"),
                row.getString("reference"),
                row.getString("task_id"),
                row.getString("task_status"),
                row.getString("last_error"),
                row.getInt("failures"),
                request);
    }

    private static CreateState state(ResultSet row) throws SQLException {
        String name = row.getString("state");
        return Arrays.stream(CreateState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The durable create has the state " + name
                        + ", which only a newer version of the library knows"));
    }

    String id() {
        return this.claim.id();
    }

    /** Return a description without the request, which contains inputs. */
    @Override
    public String toString() {
        return "DurableCreate[id=" + id() + ", key=" + this.key + ", state=" + this.state + "]";
    }
}
