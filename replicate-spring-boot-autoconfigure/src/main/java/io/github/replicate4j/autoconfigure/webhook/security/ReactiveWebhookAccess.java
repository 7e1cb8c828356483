/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Evaluates whether Spring Security blocks anonymous {@code POST} requests to a path. It evaluates the authorization rules and the
 * CSRF matcher of the filter chain, but runs no filters of the application.
 */
final class ReactiveWebhookAccess {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ObjectProvider<SecurityWebFilterChain> chains;

    private final ServerWebExchange exchange;

    ReactiveWebhookAccess(ObjectProvider<SecurityWebFilterChain> chains, String path, ApplicationContext context) {
        this.chains = chains;
        this.exchange = new DefaultServerWebExchange(
                new PostRequest(path),
                unsupportedResponse(),
                new DefaultWebSessionManager(),
                ServerCodecConfigurer.create(),
                new AcceptHeaderLocaleContextResolver(),
                context);
    }

    boolean isBlocked() {
        AnonymousAuthenticationToken anonymous = new AnonymousAuthenticationToken(
                "webhook", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
        return Flux.fromStream(this.chains.orderedStream())
                .filterWhen(chain -> chain.matches(this.exchange))
                .next()
                .flatMapMany(SecurityWebFilterChain::getWebFilters)
                .concatMap(this::isBlockedBy)
                .any(blocked -> blocked)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(anonymous))
                .blockOptional(TIMEOUT)
                .orElse(false);
    }

    private Mono<Boolean> isBlockedBy(WebFilter filter) {
        if (filter instanceof AuthorizationWebFilter) {
            return filter.filter(this.exchange, exchange -> Mono.empty())
                    .thenReturn(false)
                    .onErrorReturn(AccessDeniedException.class, true);
        }
        return filter instanceof CsrfWebFilter ? requiresCsrfToken(filter) : Mono.just(false);
    }

    private Mono<Boolean> requiresCsrfToken(WebFilter filter) {
        Object matcher = new DirectFieldAccessor(filter).getPropertyValue(WebhookAccessRuntimeHints.CSRF_MATCHER_FIELD);
        return matcher instanceof ServerWebExchangeMatcher exchangeMatcher
                ? exchangeMatcher.matches(this.exchange).map(ServerWebExchangeMatcher.MatchResult::isMatch)
                : Mono.just(false);
    }

    /** An exchange requires a response, but authorization rules and matchers do not use it. */
    private static ServerHttpResponse unsupportedResponse() {
        return (ServerHttpResponse) Proxy.newProxyInstance(
                ServerHttpResponse.class.getClassLoader(),
                new Class<?>[] {ServerHttpResponse.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class PostRequest extends AbstractServerHttpRequest {

        PostRequest(String path) {
            super(HttpMethod.POST, URI.create("http://localhost" + path), null, new HttpHeaders());
        }

        @Override
        protected MultiValueMap<String, HttpCookie> initCookies() {
            return new LinkedMultiValueMap<>();
        }

        @Override
        protected @Nullable SslInfo initSslInfo() {
            return null;
        }

        @Override
        public <T> T getNativeRequest() {
            throw new UnsupportedOperationException("getNativeRequest");
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.empty();
        }
    }
}
