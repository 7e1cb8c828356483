/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import io.github.replicate4j.webhooks.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Writes responses without a body.
 */
final class ServletResponses {

    private ServletResponses() {}

    /** Set the response, unless the container has already responded, for example to invalid chunks. */
    static void send(WebhookResponse result, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(result.status().value());
        if (result.status() != HttpStatus.NO_CONTENT) {
            response.setContentLength(0);
        }
        Duration retryAfter = result.retryAfter();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
        // HTTP/2 has no such header.
        if (result.closesConnection() && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }
}
