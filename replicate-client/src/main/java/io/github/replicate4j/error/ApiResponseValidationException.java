/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Thrown when the API responds with a success status, but the response cannot be read as expected.
 *
 * @since 0.1.0
 */
public class ApiResponseValidationException extends ApiException {

    private final int statusCode;

    private final HttpHeaders headers;

    private final String body;

    /**
     * Create the exception. Called by the client.
     *
     * @param message the detail message, which describes the error in the response
     * @param cause the cause, or {@code null}
     * @param operation the API operation
     * @param statusCode HTTP status of the response
     * @param headers headers of the response
     * @param body text of the response, at most its first 64 KB
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
        // The headers of an HTTP engine are not serializable.
        this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
        this.body = body;
    }

    /**
     * Return the HTTP status.
     *
     * @return status of the response, usually 2xx
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
     * Return the text of the response. It may contain inputs, outputs and signed URLs: do not log it.
     *
     * @return at most the first 64 KB
     */
    public String body() {
        return this.body;
    }
}
