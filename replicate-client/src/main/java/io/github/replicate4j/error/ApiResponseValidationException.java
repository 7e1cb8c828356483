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
import org.springframework.http.HttpHeaders;

/**
 * The API answered with success, but with something that cannot be read as what it should be.
 */
public class ApiResponseValidationException extends ApiException {

    private final int statusCode;

    private final HttpHeaders headers;

    private final String body;

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the answer
     * @param cause what led to it, or {@code null}
     * @param operation the API operation
     * @param statusCode HTTP status of the answer
     * @param headers headers of the answer
     * @param body text of the answer, at most its first 64 kB
     */
    public ApiResponseValidationException(
            String message,
            @Nullable Throwable cause,
            String operation,
            int statusCode,
            HttpHeaders headers,
            String body) {
        super(message, cause, operation);
        this.statusCode = statusCode;
        // Those of an HTTP engine cannot be serialised.
        this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
        this.body = body;
    }

    /**
     * Returns the HTTP status.
     *
     * @return status of the answer
     */
    public int statusCode() {
        return this.statusCode;
    }

    /**
     * Returns the headers of the answer.
     *
     * @return headers, read-only
     */
    public HttpHeaders headers() {
        return this.headers;
    }

    /**
     * Returns the answer as it came. It may hold inputs, outputs and signed URLs: do not log it.
     *
     * @return text of the answer, at most its first 64 kB
     */
    public String body() {
        return this.body;
    }
}
