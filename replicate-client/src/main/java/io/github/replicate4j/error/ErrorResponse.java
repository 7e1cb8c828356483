/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import org.springframework.http.HttpHeaders;

/**
 * An error response of the API, from which an {@link ApiStatusException} is created.
 *
 * @param operation the API operation
 * @param statusCode HTTP status
 * @param headers headers
 * @param body text of the response, at most its first 64 KB
 * @param problem problem details
 * @since 0.1.0
 */
public record ErrorResponse(String operation, int statusCode, HttpHeaders headers, String body, Problem problem) {

    @Override
    public String toString() {
        return this.operation + " " + this.statusCode;
    }
}
