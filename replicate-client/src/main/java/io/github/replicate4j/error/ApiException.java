/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request to the Replicate API fails.
 *
 * @since 0.1.0
 */
public class ApiException extends ReplicateException {

    private final String operation;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     * @param operation the API operation, such as {@code predictions.create}
     */
    public ApiException(String message, @Nullable Throwable cause, String operation) {
        super(message, cause);
        this.operation = operation;
    }

    /**
     * Return the API operation that failed.
     *
     * @return its name in Replicate's API, such as {@code predictions.create}
     */
    public String operation() {
        return this.operation;
    }
}
