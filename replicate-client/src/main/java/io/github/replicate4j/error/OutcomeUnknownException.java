/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the outcome of a create, or of another request that is not idempotent, is unknown: the request was sent, but
 * no response shows whether Replicate processed it and may bill it. The client does not send it again.
 *
 * <p>The cause is the failure: the connection failed, the timeout was reached, the response could not be read, or Replicate
 * responded 408 or 5xx.
 *
 * @since 0.1.0
 */
public class OutcomeUnknownException extends ApiException {

    private final @Nullable String id;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and how to determine the outcome
     * @param cause the failure
     * @param operation the API operation
     * @param id id of the created resource, if it has arrived, or {@code null}
     */
    public OutcomeUnknownException(String message, ApiException cause, String operation, @Nullable String id) {
        super(message, cause, operation);
        this.id = id;
    }

    /**
     * Return the id of the created resource. It is known if it has arrived, even if the rest of the response is missing
     * or unreadable.
     *
     * @return the id, or {@code null} if it is not known or nothing was created
     */
    public @Nullable String id() {
        return this.id;
    }
}
