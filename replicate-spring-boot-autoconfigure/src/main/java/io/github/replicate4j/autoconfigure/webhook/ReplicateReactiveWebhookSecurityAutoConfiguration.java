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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.web.reactive.ApplicationContextServerWebExchangeMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
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
 * {@link EnableAutoConfiguration Auto-configuration} that lets webhooks pass Spring Security in a reactive application, where
 * the default security guards everything else as before. Where an application has filter chains of its own, nothing is
 * opened, and a warning says so if need be.
 */
@AutoConfiguration(
        after = ReplicateWebFluxWebhookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({
    WebFilterChainProxy.class,
    ServerHttpSecurity.class,
    ApplicationContextServerWebExchangeMatcher.class
})
@ConditionalOnBean(name = "replicateWebhookRouterFunction", value = WebFilterChainProxy.class)
public final class ReplicateReactiveWebhookSecurityAutoConfiguration {

    @Bean
    WebhookSecurityCheck replicateWebhookSecurityCheck(
            ApplicationContext context,
            ReplicateWebhookProperties properties,
            ObjectProvider<SecurityWebFilterChain> chains) {
        String path = WebhookPath.of(properties);
        return new WebhookSecurityCheck(
                path, ReplicateWebhookExchange.class, () -> new ReactiveSecurityProbe(context, chains).refuses(path));
    }

    /**
     * A chain of our own would take the place of the default one, which is only there where there is no other: so the one
     * that there is gets one rule more.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnlyBootsOwnFilterChains.class)
    static class OpenWebhookConfiguration {

        /** First of all, so that the application has the last word. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Customizer<ServerHttpSecurity> replicateWebhookServerHttpSecurityCustomizer() {
            ServerWebExchangeMatcher webhook = ReplicateWebhookExchange.matcher();
            ServerWebExchangeMatcher others = new AndServerWebExchangeMatcher(
                    CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(webhook));
            return http -> http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(others))
                    .authorizeExchange(exchanges -> exchanges.matchers(webhook).permitAll());
        }
    }

    static final class OnlyBootsOwnFilterChains extends OnlyBootsOwnChains {

        OnlyBootsOwnFilterChains() {
            super(SecurityWebFilterChain.class, 0);
        }
    }
}
