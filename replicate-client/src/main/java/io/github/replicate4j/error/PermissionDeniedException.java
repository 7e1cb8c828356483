/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * Thrown for status 403: the account is not allowed to perform the operation.
 *
 * @since 0.1.0
 */
public class PermissionDeniedException extends ApiStatusException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param response the error response
     */
    public PermissionDeniedException(String message, ErrorResponse response) {
        super(message, response);
    }
}
