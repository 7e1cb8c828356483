/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.reactive;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.reactive.WebFluxWebhookHandler;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the webhook endpoint in Spring WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateWebhookEndpointAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({DispatcherHandler.class, WebServerApplicationContext.class})
@ConditionalOnBean(WebhookReceiver.class)
public final class ReplicateWebFluxWebhookAutoConfiguration {

    @Bean
    HandlerMapping replicateWebhookHandlerMapping(
            WebhookPath path,
            WebhookReceiver receiver,
            ReplicateWebhookProperties properties,
            Environment environment) {
        return new WebhookHandlerMapping(
                path, new WebFluxWebhookHandler(receiver, executor(properties.getMaxThreads(), environment)));
    }

    /**
     * Threads of the endpoint alone: listeners may block, and the schedulers of Reactor are shared with the whole application. There
     * is no queue, since Replicate delivers again.
     */
    private static Executor executor(int maxThreads, Environment environment) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("replicate-webhook-");
        executor.setVirtualThreads(Threading.VIRTUAL.isActive(environment));
        executor.setConcurrencyLimit(ConfigurationErrors.forProperty(
                "replicate.webhook.max-threads", () -> Arguments.positive("it", maxThreads)));
        executor.setRejectTasksWhenLimitReached(true);
        return executor;
    }

    /**
     * Handler mapping of the endpoint alone, so that the configuration of Spring WebFlux in the application does not apply to it,
     * such as API versions and CORS.
     */
    private static final class WebhookHandlerMapping extends SimpleUrlHandlerMapping {

        WebhookHandlerMapping(WebhookPath path, WebFluxWebhookHandler handler) {
            super(Map.of(path.value(), handler), Ordered.HIGHEST_PRECEDENCE);
        }

        @Override
        public Mono<Object> getHandlerInternal(ServerWebExchange exchange) {
            return isManagement(exchange) ? Mono.empty() : super.getHandlerInternal(exchange);
        }

        /** A separate management port uses the handler mappings of the application as well. */
        private static boolean isManagement(ServerWebExchange exchange) {
            return WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management");
        }
    }
}
