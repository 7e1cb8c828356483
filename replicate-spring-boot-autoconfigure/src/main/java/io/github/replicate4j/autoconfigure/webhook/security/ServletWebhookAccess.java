/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Evaluates whether Spring Security blocks anonymous {@code POST} requests to a path. It evaluates the authorization rules and
 * the CSRF matcher of the filter chain, but runs no filters.
 */
final class ServletWebhookAccess {

    private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken(
            "webhook", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final FilterChainProxy chains;

    private final HttpServletRequest request;

    ServletWebhookAccess(FilterChainProxy chains, String path, @Nullable ServletContext servletContext) {
        this.chains = chains;
        String contextPath = servletContext == null ? "" : servletContext.getContextPath();
        FilterInvocation invocation =
                new FilterInvocation(contextPath, path, null, null, HttpMethod.POST.name(), servletContext);
        this.request = new PathPatternRequestTransformer().transform(new PlainHttpRequest(invocation.getHttpRequest()));
    }

    boolean isBlocked() {
        return this.chains.getFilterChains().stream()
                .filter(chain -> chain.matches(this.request))
                .findFirst()
                .map(SecurityFilterChain::getFilters)
                .orElse(List.of())
                .stream()
                .anyMatch(this::isBlockedBy);
    }

    private boolean isBlockedBy(Filter filter) {
        if (filter instanceof AuthorizationFilter authorization) {
            AuthorizationResult result =
                    authorization.getAuthorizationManager().authorize(() -> ANONYMOUS, this.request);
            return result != null && !result.isGranted();
        }
        return filter instanceof CsrfFilter && requiresCsrfToken(filter);
    }

    private boolean requiresCsrfToken(Filter filter) {
        Object matcher = new DirectFieldAccessor(filter).getPropertyValue(WebhookAccessRuntimeHints.CSRF_MATCHER_FIELD);
        return matcher instanceof RequestMatcher requestMatcher && requestMatcher.matches(this.request);
    }

    /** Supports methods that authorization rules may call, but that the request of {@link FilterInvocation} does not support. */
    private static final class PlainHttpRequest extends HttpServletRequestWrapper {

        PlainHttpRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public String getRemoteAddr() {
            return "127.0.0.1";
        }

        @Override
        public String getScheme() {
            return "http";
        }

        @Override
        public boolean isSecure() {
            return false;
        }
    }
}
