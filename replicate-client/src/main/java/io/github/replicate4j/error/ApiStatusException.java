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

import org.springframework.http.HttpHeaders;

/**
 * The API answered with another status than success. Statuses with a meaning of their own have a subclass.
 */
public class ApiStatusException extends ApiException {

    private final int statusCode;

    private final HttpHeaders headers;

    private final String body;

    private final Problem problem;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do
     * @param answer the answer of the API
     */
    public ApiStatusException(String message, ErrorResponse answer) {
        super(message, null, answer.operation());
        this.statusCode = answer.statusCode();
        // Those of an HTTP engine cannot be serialised.
        this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(answer.headers()));
        this.body = answer.body();
        this.problem = answer.problem();
    }

    /**
     * Returns the HTTP status.
     *
     * @return for example 404
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
     * Returns the answer as it came, which may be JSON, HTML, plain text or nothing.
     *
     * @return text of the answer, at most its first 64 kB
     */
    public String body() {
        return this.body;
    }

    /**
     * Returns what Replicate says of the error.
     *
     * @return the fields of the answer; {@link Problem#NONE} if it was no JSON object
     */
    public Problem problem() {
        return this.problem;
    }
}
