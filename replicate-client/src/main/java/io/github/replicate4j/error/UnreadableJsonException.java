/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * Thrown when a text is not valid JSON, or does not match the type that it is read as. The message contains the position,
 * but not the text.
 *
 * @since 0.1.0
 */
public class UnreadableJsonException extends ReplicateException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which describes the error
     */
    public UnreadableJsonException(String message) {
        super(message, null);
    }
}
