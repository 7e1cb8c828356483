/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import io.github.replicate4j.autoconfigure.webhook.ApplicationPath;
import io.github.replicate4j.autoconfigure.webhook.reactive.ReplicateWebFluxWebhookAutoConfiguration;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.security.ReplicateWebhookExchange;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that permits webhooks in a reactive application that uses the default security.
 * If the application defines its own filter chains, they are not changed, and a warning is logged if they block webhooks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateWebFluxWebhookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFilterChainProxy.class, ServerHttpSecurity.class})
@ConditionalOnBean(name = "replicateWebhookHandlerMapping", value = WebFilterChainProxy.class)
@ImportRuntimeHints(WebhookAccessRuntimeHints.class)
public final class ReplicateReactiveWebhookSecurityAutoConfiguration {

    @Bean
    BlockedWebhookWarning replicateBlockedWebhookWarning(
            ApplicationContext context, ObjectProvider<SecurityWebFilterChain> chains) {
        return new BlockedWebhookWarning(
                ApplicationPath.webhooks(context).stream()
                        .map(WebhookPath::value)
                        .toList(),
                ReplicateWebhookExchange.class,
                path -> new ReactiveWebhookAccess(chains, path, context).isBlocked());
    }

    /**
     * Customizes the default filter chain. Unlike in a servlet application, defining another chain would disable the default one,
     * which exists only if there is no other.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnDefaultReactiveSecurityCondition.class)
    static class PermitWebhooksConfiguration {

        /** Ordered first, so that customizers of the application can override it. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Customizer<ServerHttpSecurity> replicateWebhookServerHttpSecurityCustomizer() {
            ServerWebExchangeMatcher webhook = ReplicateWebhookExchange.matcher();
            ServerWebExchangeMatcher csrfProtected = new AndServerWebExchangeMatcher(
                    CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(webhook));
            return http -> http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(csrfProtected))
                    .authorizeExchange(exchanges -> exchanges.matchers(webhook).permitAll());
        }
    }

    static final class OnDefaultReactiveSecurityCondition extends OnDefaultSecurityCondition {

        OnDefaultReactiveSecurityCondition() {
            super(SecurityWebFilterChain.class, 0);
        }
    }
}
