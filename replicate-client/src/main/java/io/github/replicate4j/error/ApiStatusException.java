/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.springframework.http.HttpHeaders;

/**
 * Thrown when the API responds with an error status. Common statuses have a subclass.
 *
 * @since 0.1.0
 */
public class ApiStatusException extends ApiException {

    private final int statusCode;

    private final HttpHeaders headers;

    private final String body;

    private final Problem problem;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which states what happened and what to do
     * @param response the error response
     */
    public ApiStatusException(String message, ErrorResponse response) {
        super(message, null, response.operation());
        this.statusCode = response.statusCode();
        // The headers of an HTTP engine are not serializable.
        this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(response.headers()));
        this.body = response.body();
        this.problem = response.problem();
    }

    /**
     * Return the HTTP status.
     *
     * @return for example 404
     */
    public int statusCode() {
        return this.statusCode;
    }

    /**
     * Return the headers of the response.
     *
     * @return headers, read-only
     */
    public HttpHeaders headers() {
        return this.headers;
    }

    /**
     * Return the text of the response, which may be JSON, HTML, plain text or empty.
     *
     * @return at most the first 64 KB
     */
    public String body() {
        return this.body;
    }

    /**
     * Return the problem details of the response.
     *
     * @return the details; {@link Problem#NONE} if the body is not a JSON object
     */
    public Problem problem() {
        return this.problem;
    }
}
