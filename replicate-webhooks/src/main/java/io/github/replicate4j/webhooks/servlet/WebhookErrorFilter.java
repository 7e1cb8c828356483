/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Keeps the error page of the application from responding to webhooks. A container dispatches a request to the error page if its
 * body breaks off, and Spring Security would then respond with 401 and a new session. The status of the container is kept.
 *
 * <p>Register it for all paths and the dispatcher type {@code ERROR}, before all other filters.
 *
 * @since 0.1.0
 */
public final class WebhookErrorFilter implements Filter {

    private static final String HANDLED = WebhookErrorFilter.class.getName() + ".handled";

    /** Create the filter. */
    public WebhookErrorFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(HANDLED) == null) {
            chain.doFilter(request, response);
        }
    }

    /** Mark a request that has reached the endpoint. */
    static void markHandled(ServletRequest request) {
        request.setAttribute(HANDLED, true);
    }
}
