/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup for properties that are invalid or conflict with each other. Its message does not contain their values, since one
 * of them may be the API token.
 *
 * @since 0.1.0
 */
public class ReplicateConfigurationException extends RuntimeException {

    private final String action;

    /**
     * Create an exception.
     *
     * @param description description of the problem, with the names of the properties
     * @param action action that resolves the problem
     * @param cause cause, or {@code null}
     */
    public ReplicateConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return this.action;
    }
}
