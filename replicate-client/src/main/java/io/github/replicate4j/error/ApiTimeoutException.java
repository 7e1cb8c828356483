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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when one attempt of a request reaches its timeout.
 *
 * @since 0.1.0
 */
public class ApiTimeoutException extends ApiConnectionException {

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param cause the cause, or {@code null}
     * @param operation the API operation
     * @param requestSent whether the request may have been sent
     */
    public ApiTimeoutException(String message, @Nullable Throwable cause, String operation, boolean requestSent) {
        super(message, cause, operation, requestSent);
    }
}
