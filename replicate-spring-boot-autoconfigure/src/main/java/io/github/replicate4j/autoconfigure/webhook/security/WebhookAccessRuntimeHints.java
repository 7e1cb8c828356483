/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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
