/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.security;

import io.github.replicate4j.autoconfigure.webhook.ApplicationPath;
import io.github.replicate4j.autoconfigure.webhook.servlet.ReplicateWebMvcWebhookAutoConfiguration;
import io.github.replicate4j.webhooks.security.ReplicateWebhookRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
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
 * {@link EnableAutoConfiguration Auto-configuration} that permits webhooks in a servlet application that uses Spring Boot's default
 * security. If the application defines its own filter chains, they are not changed, and a warning is logged if they block webhooks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateWebMvcWebhookAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class, SecurityFilterProperties.class})
@ConditionalOnBean(name = "replicateWebhookHandlerMapping")
@ImportRuntimeHints(WebhookAccessRuntimeHints.class)
public final class ReplicateServletWebhookSecurityAutoConfiguration {

    @Bean
    BlockedWebhookWarning replicateBlockedWebhookWarning(
            WebApplicationContext context, ObjectProvider<FilterChainProxy> chains) {
        String servletPath = ApplicationPath.ofServlet(context);
        List<String> paths = ApplicationPath.webhooks(context).stream()
                .map(path -> servletPath + path.value())
                .toList();
        return new BlockedWebhookWarning(paths, ReplicateWebhookRequest.class, path -> {
            FilterChainProxy proxy = chains.getIfUnique();
            return proxy != null && new ServletWebhookAccess(proxy, path, context.getServletContext()).isBlocked();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnDefaultServletSecurityCondition.class)
    static class PermitWebhooksConfiguration {

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

    static final class OnDefaultServletSecurityCondition extends OnDefaultSecurityCondition {

        OnDefaultServletSecurityCondition() {
            super(SecurityFilterChain.class, 1);
        }
    }
}
