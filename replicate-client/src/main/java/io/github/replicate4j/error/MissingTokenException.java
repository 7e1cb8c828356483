/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call is made without a valid API token. Nothing is sent.
 *
 * @since 0.1.0
 */
public class MissingTokenException extends ReplicateException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states the problem and where to set the token
     * @param cause the failure of the token supplier, or {@code null}
     */
    public MissingTokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
