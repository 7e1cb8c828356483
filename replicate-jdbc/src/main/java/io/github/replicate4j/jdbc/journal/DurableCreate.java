/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal;

import io.github.replicate4j.journal.JournaledCreate.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A row of a durable create.
 *
 * @param id id of the entry
 * @param key key of the application
 * @param state state of the create
 * @param fingerprint SHA-256 of the path and of the canonical request body
 * @param reference reference of the application, or {@code null} if there is none
 * @param taskId id of the prediction, or {@code null} if it is not known
 * @param taskStatus latest known status of the prediction, or {@code null} if it is not known
 * @param error reason of the latest failure, or {@code null} if there is none
 * @param attempt number of claims; an update of a claimed row is only made if no other claim has followed
 * @param failures number of refused attempts, for the backoff
 * @param request the encoded request, or {@code null} unless it was read to be sent
 * @since 0.1.0
 */
public record DurableCreate(
        String id,
        String key,
        CreateState state,
        String fingerprint,
        @Nullable String reference,
        @Nullable String taskId,
        @Nullable String taskStatus,
        @Nullable String error,
        int attempt,
        int failures,
        @Nullable String request) {

    /** Origin of all durable creates. */
    static final Origin ORIGIN = Origin.SUBMIT;

    /** Return a description without the request, which contains inputs. */
    @Override
    public String toString() {
        return "DurableCreate[id=" + this.id + ", key=" + this.key + ", state=" + this.state + "]";
    }
}
