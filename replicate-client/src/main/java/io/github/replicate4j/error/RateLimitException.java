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
 * 429: too many requests, and the retries the client is allowed did not help.
 */
public class RateLimitException extends ApiStatusException {

    private final @Nullable Duration retryAfter;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do
     * @param answer the answer of the API
     * @param retryAfter how long Replicate asks to wait, or {@code null} if it does not say
     */
    public RateLimitException(String message, ErrorResponse answer, @Nullable Duration retryAfter) {
        super(message, answer);
        this.retryAfter = retryAfter;
    }

    /**
     * Returns how long Replicate asks to wait.
     *
     * @return the time from the answer on, or {@code null} if it did not say
     */
    public @Nullable Duration retryAfter() {
        return this.retryAfter;
    }
}
