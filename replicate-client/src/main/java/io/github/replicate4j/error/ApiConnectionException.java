/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server cannot be reached, or the connection fails before the complete response has been received.
 *
 * @since 0.1.0
 */
public class ApiConnectionException extends ApiException {

    private final boolean requestSent;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     * @param operation the API operation
     * @param requestSent whether the complete request may have been sent
     */
    public ApiConnectionException(String message, @Nullable Throwable cause, String operation, boolean requestSent) {
        super(message, cause, operation);
        this.requestSent = requestSent;
    }

    /**
     * Return whether the complete request may have been sent.
     *
     * @return {@code false} if it was not sent, for example because the connection was refused, or not completely
     */
    public boolean requestSent() {
        return this.requestSent;
    }
}
