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
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.WebApplicationContext;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that lets webhooks pass Spring Security in a servlet application, where
 * Boot's own security guards everything else as before. Where an application has filter chains of its own, nothing is
 * opened, and a warning says so if need be.
 */
@AutoConfiguration(
        after = ReplicateWebMvcWebhookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class, ApplicationContextRequestMatcher.class})
@ConditionalOnBean(name = "replicateWebhookRouterFunction")
@ImportRuntimeHints(ServletSecurityProbe.Hints.class)
public final class ReplicateServletWebhookSecurityAutoConfiguration {

    @Bean
    WebhookSecurityCheck replicateWebhookSecurityCheck(
            WebApplicationContext context,
            ReplicateWebhookProperties properties,
            ObjectProvider<FilterChainProxy> chains) {
        String path = BasePath.servlet(context) + WebhookPath.of(properties);
        return new WebhookSecurityCheck(path, ReplicateWebhookRequest.class, () -> {
            FilterChainProxy proxy = chains.getIfUnique();
            return proxy != null && new ServletSecurityProbe(proxy, context.getServletContext()).refuses(path);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnlyBootsOwnFilterChains.class)
    static class OpenWebhookConfiguration {

        @Bean
        @Order(SecurityFilterProperties.BASIC_AUTH_ORDER - 10)
        SecurityFilterChain replicateWebhookSecurityFilterChain(HttpSecurity http) {
            return http.securityMatcher(ReplicateWebhookRequest.matcher())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }

    static final class OnlyBootsOwnFilterChains extends OnlyBootsOwnChains {

        OnlyBootsOwnFilterChains() {
            super(SecurityFilterChain.class, 1);
        }
    }
}
