/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.servlet;

import io.github.replicate4j.autoconfigure.webhook.ApplicationPath;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.WebhookEndpoint;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.servlet.WebMvcWebhookHandler;
import io.github.replicate4j.webhooks.servlet.WebhookErrorFilter;
import io.github.replicate4j.webhooks.servlet.WebhookRequestFilter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the webhook endpoint in Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateWebhookEndpointAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(WebhookReceiver.class)
public final class ReplicateWebMvcWebhookAutoConfiguration {

    @Bean
    FilterRegistrationBean<WebhookRequestFilter> replicateWebhookRequestFilter(
            WebhookPath path, ApplicationContext context) {
        FilterRegistrationBean<WebhookRequestFilter> filter = new FilterRegistrationBean<>(new WebhookRequestFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        String prefix = ApplicationPath.ofServlet(context);
        filter.addUrlPatterns(prefix + path.value());
        ApplicationPath.webhooks(context).forEach(other -> filter.addUrlPatterns(prefix + other.value()));
        return filter;
    }

    @Bean
    FilterRegistrationBean<WebhookErrorFilter> replicateWebhookErrorFilter() {
        FilterRegistrationBean<WebhookErrorFilter> filter = new FilterRegistrationBean<>(new WebhookErrorFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(DispatcherType.ERROR);
        return filter;
    }

    @Bean
    HandlerMapping replicateWebhookHandlerMapping(
            WebhookPath path, WebhookReceiver receiver, ObjectProvider<WebhookEndpoint> others) {
        return new WebhookHandlerMapping(WebhookEndpoint.handlers(path, receiver, others, WebMvcWebhookHandler::new));
    }

    /**
     * Handler mapping of the endpoint alone, so that the configuration of Spring MVC in the application does not apply to it, such
     * as API versions, interceptors and CORS.
     */
    private static final class WebhookHandlerMapping extends SimpleUrlHandlerMapping {

        WebhookHandlerMapping(Map<String, Object> handlers) {
            super(handlers, Ordered.HIGHEST_PRECEDENCE);
        }

        @Override
        protected void detectMappedInterceptors(List<HandlerInterceptor> mappedInterceptors) {}
    }
}
