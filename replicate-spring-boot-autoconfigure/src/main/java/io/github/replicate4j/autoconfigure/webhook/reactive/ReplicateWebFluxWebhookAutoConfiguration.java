/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook.reactive;

import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.reactive.WebFluxWebhookHandler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
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
    @Order(0)
    RouterFunction<ServerResponse> replicateWebhookRouterFunction(WebhookPath path, WebhookReceiver receiver) {
        RouterFunction<ServerResponse> routes = new WebFluxWebhookHandler(receiver).routes(path);
        return request -> isManagement(request) ? Mono.empty() : routes.route(request);
    }

    /** A separate management port serves the router functions of the application as well. */
    private static boolean isManagement(ServerRequest request) {
        return WebServerApplicationContext.hasServerNamespace(request.exchange().getApplicationContext(), "management");
    }
}
