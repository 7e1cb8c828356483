/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

/**
 * Thrown when a prompt is missing or too long. The message is shown to the user.
 *
 * @since 0.1.0
 */
public class InvalidPromptException extends RuntimeException {

    InvalidPromptException(String message) {
        super(message);
    }
}
