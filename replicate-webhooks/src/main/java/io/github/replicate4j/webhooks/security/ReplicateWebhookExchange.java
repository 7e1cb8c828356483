/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.security;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Factory for a {@link ServerWebExchangeMatcher} that matches webhooks in a reactive application with its own filter chains.
 * Webhooks are authenticated by their signature, so that the filter chain does not need to authenticate them:
 *
 * <pre>{@code
 * http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
 *                 CsrfWebFilter.DEFAULT_CSRF_MATCHER,
 *                 new NegatedServerWebExchangeMatcher(ReplicateWebhookExchange.matcher()))))
 *         .authorizeExchange(exchanges -> exchanges
 *                 .matchers(ReplicateWebhookExchange.matcher()).permitAll()
 *                 .anyExchange().authenticated());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReplicateWebhookExchange {

    private ReplicateWebhookExchange() {}

    /**
     * Return a matcher for {@code POST} requests to the paths of the webhook endpoints, which are the
     * {@link io.github.replicate4j.webhooks.WebhookPath} beans of the application.
     *
     * @return the matcher, which matches no request if there is no endpoint
     */
    public static ServerWebExchangeMatcher matcher() {
        return new WebhookExchangeMatcher();
    }

    private static final class WebhookExchangeMatcher implements ServerWebExchangeMatcher {

        private static final ServerWebExchangeMatcher NONE = exchange -> MatchResult.notMatch();

        private final Map<ApplicationContext, ServerWebExchangeMatcher> delegates = new ConcurrentHashMap<>();

        @Override
        public Mono<MatchResult> matches(ServerWebExchange exchange) {
            ApplicationContext context = exchange.getApplicationContext();
            return context == null
                    ? MatchResult.notMatch()
                    : this.delegates
                            .computeIfAbsent(context, WebhookExchangeMatcher::delegate)
                            .matches(exchange);
        }

        private static ServerWebExchangeMatcher delegate(ApplicationContext context) {
            List<ServerWebExchangeMatcher> paths = EndpointPath.find(context).stream()
                    .<ServerWebExchangeMatcher>map(
                            path -> new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.POST))
                    .toList();
            return paths.isEmpty() ? NONE : new OrServerWebExchangeMatcher(paths);
        }

        @Override
        public String toString() {
            return "Replicate webhooks";
        }
    }
}
