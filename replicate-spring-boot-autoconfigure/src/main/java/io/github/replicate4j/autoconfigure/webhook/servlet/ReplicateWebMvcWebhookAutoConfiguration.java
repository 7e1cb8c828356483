/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.servlet;

import io.github.replicate4j.autoconfigure.webhook.ApplicationPath;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.servlet.WebMvcWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebhookMultipartFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the webhook endpoint in Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateWebhookEndpointAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, RouterFunction.class})
@ConditionalOnBean(WebhookReceiver.class)
public final class ReplicateWebMvcWebhookAutoConfiguration {

    @Bean
    FilterRegistrationBean<WebhookMultipartFilter> replicateWebhookMultipartFilter(
            WebhookPath path, ApplicationContext context) {
        FilterRegistrationBean<WebhookMultipartFilter> filter =
                new FilterRegistrationBean<>(new WebhookMultipartFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.addUrlPatterns(ApplicationPath.ofServlet(context) + path.value());
        return filter;
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> replicateWebhookRouterFunction(WebhookPath path, WebhookReceiver receiver) {
        return new WebMvcWebhookHandler(receiver).routes(path);
    }
}
