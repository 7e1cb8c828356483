/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when one attempt of a request reaches its timeout.
 *
 * @since 0.1.0
 */
public class ApiTimeoutException extends ApiConnectionException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     * @param operation the API operation
     * @param requestSent whether the request may have been sent
     */
    public ApiTimeoutException(String message, @Nullable Throwable cause, String operation, boolean requestSent) {
        super(message, cause, operation, requestSent);
    }
}
