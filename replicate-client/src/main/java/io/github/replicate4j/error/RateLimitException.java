/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for status 429: too many requests. The configured retries did not help.
 *
 * @since 0.1.0
 */
public class RateLimitException extends ApiStatusException {

    private final @Nullable Duration retryAfter;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param response the error response
     * @param retryAfter delay that Replicate requests, or {@code null}
     */
    public RateLimitException(String message, ErrorResponse response, @Nullable Duration retryAfter) {
        super(message, response);
        this.retryAfter = retryAfter;
    }

    /**
     * Return the delay that Replicate requests before the next request.
     *
     * @return time from the response, or {@code null} if the response does not contain it
     */
    public @Nullable Duration retryAfter() {
        return this.retryAfter;
    }
}
