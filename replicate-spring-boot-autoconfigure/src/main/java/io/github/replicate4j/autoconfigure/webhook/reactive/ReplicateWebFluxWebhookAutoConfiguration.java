/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.reactive;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.autoconfigure.webhook.WebhookEndpoint;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.reactive.WebFluxWebhookHandler;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
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
            ObjectProvider<WebhookEndpoint> others,
            ReplicateWebhookProperties properties,
            Environment environment,
            ObjectProvider<SimpleAsyncTaskExecutorBuilder> virtual,
            ObjectProvider<ThreadPoolTaskExecutorBuilder> pooled) {
        int limit = ConfigurationErrors.forProperty(
                "replicate.webhook.max-threads", () -> Arguments.positive("it", properties.getMaxThreads()));
        ListenerThreads threads = Threading.VIRTUAL.isActive(environment)
                ? ListenerThreads.virtual(limit, virtual.getIfAvailable(SimpleAsyncTaskExecutorBuilder::new))
                : ListenerThreads.pooled(limit, pooled.getIfAvailable(ThreadPoolTaskExecutorBuilder::new));
        return new WebhookHandlerMapping(
                WebhookEndpoint.handlers(path, receiver, others, each -> new WebFluxWebhookHandler(each, threads)),
                threads);
    }

    /**
     * Handler mapping of the endpoint alone, so that the configuration of Spring WebFlux in the application does not apply to it,
     * such as API versions and CORS. During shutdown, it waits for running listeners: after the web server, since the sender of a
     * webhook may have disconnected, and before the clients, which listeners may use.
     */
    private static final class WebhookHandlerMapping extends SimpleUrlHandlerMapping
            implements SmartLifecycle, DisposableBean {

        /** Higher phases stop first: a web server has one of the highest phases, the clients have phase 1024. */
        private static final int PHASE = 2048;

        private final ListenerThreads threads;

        /** Initially set, because a bean that is initialized lazily is not started. */
        private volatile boolean running = true;

        WebhookHandlerMapping(Map<String, Object> handlers, ListenerThreads threads) {
            super(handlers, Ordered.HIGHEST_PRECEDENCE);
            this.threads = threads;
        }

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.running = false;
        }

        @Override
        public void stop(Runnable callback) {
            stop();
            this.threads.whenIdle(callback);
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

        @Override
        public int getPhase() {
            return PHASE;
        }

        @Override
        public void destroy() {
            this.threads.close();
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
