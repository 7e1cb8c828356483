/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * Is notified of the outcome of a request that creates something, exactly once, even if the caller of the request cancels.
 *
 * @param <T> type of the response
 */
public interface CreateOutcome<T> {

    /** The response has arrived. */
    void created(T response);

    /**
     * Nothing was created: the request was rejected, or not sent completely.
     *
     * @param reason the reason, without confidential values
     */
    void refused(String reason);

    /**
     * The request was sent, but its outcome is unknown.
     *
     * @param id id of the created resource if it has arrived, otherwise {@code null}
     * @param reason the reason, without confidential values
     */
    void unknown(@Nullable String id, String reason);
}
