/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import io.github.replicate4j.webhooks.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Writes responses without a body.
 */
final class ServletResponses {

    private ServletResponses() {}

    /** Set the status and the headers, unless the container has already responded, for example to invalid chunks. */
    static void send(WebhookResponse result, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(result.status().value());
        result.headers(request.getProtocol()).forEach((name, values) -> response.setHeader(name, values.get(0)));
    }
}
