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
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Keeps the body of webhook requests unread until the endpoint reads it. Spring MVC and other filters would otherwise parse a
 * multipart body and store it on disk before the request is verified, or consume a form when they access its parameters.
 *
 * <p>Register it for the path of the endpoint, with support for asynchronous requests and before all other filters.
 *
 * @since 0.1.0
 */
public final class WebhookRequestFilter implements Filter {

    /** Create the filter. */
    public WebhookRequestFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request instanceof HttpServletRequest http ? new UnparsedRequest(http) : request, response);
    }
}
