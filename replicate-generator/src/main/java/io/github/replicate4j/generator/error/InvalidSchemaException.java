/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.error;

/**
 * A schema cannot be read, stored or generated. The message names the file or the model, and says what to do.
 *
 * @since 0.1.0
 */
public final class InvalidSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param message what is wrong, where, and what to do
     */
    public InvalidSchemaException(String message) {
        super(message);
    }
}
