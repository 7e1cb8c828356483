/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import org.jspecify.annotations.Nullable;

/**
 * A file of an output could not be stored.
 *
 * @since 0.1.0
 */
public final class OutputStorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    OutputStorageException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Return whether another attempt can succeed without a change of the settings.
     *
     * @return {@code false} if the file exceeds a limit
     */
    public boolean isRetryable() {
        return this.retryable;
    }
}
