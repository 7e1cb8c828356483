/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.submit;

/**
 * A key was submitted before with another request.
 *
 * @since 0.1.0
 */
public final class SubmitKeyConflictException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * Create an exception.
     *
     * @param key the key
     */
    public SubmitKeyConflictException(String key) {
        super(
                "The key '" + key
                        + "' was submitted before with another request, so this request was not stored. Use another key"
                        + " for another request. A request with an uploaded file differs each time: submit the URL of the file.");
        this.key = key;
    }

    /**
     * Return the key.
     *
     * @return the key
     */
    public String key() {
        return this.key;
    }
}
