/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;

/**
 * Base class of all exceptions of this client, except {@link IllegalArgumentException} for an invalid argument, thrown
 * before anything is sent, and {@link IllegalStateException} for a call that is not possible in the current state.
 *
 * <p>Messages never contain an API token, a signed URL or an input that was passed to the client. They contain excerpts of
 * responses of Replicate or a model, which may quote an input.
 *
 * @since 0.1.0
 */
public class ReplicateException extends RuntimeException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     */
    public ReplicateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
