/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
