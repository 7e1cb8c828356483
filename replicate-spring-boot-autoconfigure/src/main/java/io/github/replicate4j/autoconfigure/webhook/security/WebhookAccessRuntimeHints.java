/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Hints for the checks whether Spring Security blocks webhooks. The CSRF filters have no accessor for their matchers.
 */
class WebhookAccessRuntimeHints implements RuntimeHintsRegistrar {

    /** Name of the field in the CSRF filters of both stacks. */
    static final String CSRF_MATCHER_FIELD = "requireCsrfProtectionMatcher";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection()
                .registerTypeIfPresent(
                        classLoader,
                        "org.springframework.security.web.csrf.CsrfFilter",
                        MemberCategory.ACCESS_DECLARED_FIELDS)
                .registerTypeIfPresent(
                        classLoader,
                        "org.springframework.security.web.server.csrf.CsrfWebFilter",
                        MemberCategory.ACCESS_DECLARED_FIELDS);
        hints.proxies()
                .registerJdkProxy(TypeReference.of("org.springframework.http.server.reactive.ServerHttpResponse"));
    }
}
