/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the body of webhook requests unread until the endpoint reads it. Spring MVC and other filters would otherwise parse a
 * multipart body and store it on disk before the request is verified, or consume a form when they access its parameters.
 * Register it before all other filters.
 *
 * @since 0.1.0
 */
public final class WebhookMultipartFilter extends OncePerRequestFilter {

    /** Create the filter. */
    public WebhookMultipartFilter() {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new UnparsedRequest(request), response);
    }
}
