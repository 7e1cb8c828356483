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

package io.github.replicate4j.autoconfigure.webhook;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.web.reactive.ApplicationContextServerWebExchangeMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds webhooks for Spring Security, in a reactive application with filter chains of its own. Their signature is what lets
 * them in, so that the chain need not ask for more:
 *
 * <pre>{@code
 * http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
 *                 CsrfWebFilter.DEFAULT_CSRF_MATCHER,
 *                 new NegatedServerWebExchangeMatcher(ReplicateWebhookExchange.matcher()))))
 *         .authorizeExchange(exchanges -> exchanges
 *                 .matchers(ReplicateWebhookExchange.matcher()).permitAll()
 *                 .anyExchange().authenticated());
 * }</pre>
 */
public final class ReplicateWebhookExchange {

    private ReplicateWebhookExchange() {}

    /**
     * Returns a matcher for a {@code POST} to the path that webhooks are received at, and for nothing else.
     *
     * @return the matcher, which matches nothing where no webhooks are received
     */
    public static ServerWebExchangeMatcher matcher() {
        return new WebhookMatcher();
    }

    private static final class WebhookMatcher extends ApplicationContextServerWebExchangeMatcher<ApplicationContext> {

        private volatile ServerWebExchangeMatcher delegate = exchange -> MatchResult.notMatch();

        private WebhookMatcher() {
            super(ApplicationContext.class);
        }

        @Override
        protected boolean ignoreApplicationContext(@Nullable ApplicationContext context) {
            return context == null || hasServerNamespace(context, "management");
        }

        @Override
        protected void initialized(Supplier<ApplicationContext> context) {
            String path = WebhookPath.in(context.get());
            if (path != null) {
                this.delegate = new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.POST);
            }
        }

        @Override
        protected Mono<MatchResult> matches(ServerWebExchange exchange, Supplier<ApplicationContext> context) {
            return this.delegate.matches(exchange);
        }

        @Override
        public String toString() {
            return "Replicate webhooks";
        }
    }
}
