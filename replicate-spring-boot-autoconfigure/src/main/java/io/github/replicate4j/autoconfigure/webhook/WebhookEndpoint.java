/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The endpoint of a client in addition to the default one. For the auto-configurations of this project only: it is public because
 * they are in several packages.
 *
 * @param path path of the endpoint
 * @param receiver receives the webhooks of the client
 * @since 0.1.0
 */
public record WebhookEndpoint(WebhookPath path, WebhookReceiver receiver) {

    /**
     * Create the handlers of all endpoints.
     *
     * @param path path of the default endpoint
     * @param receiver receives the webhooks of the default client
     * @param others the other endpoints
     * @param handler creates a handler
     * @return the handlers by their path
     */
    public static Map<String, Object> handlers(
            WebhookPath path,
            WebhookReceiver receiver,
            ObjectProvider<WebhookEndpoint> others,
            Function<WebhookReceiver, Object> handler) {
        Map<String, Object> handlers = new LinkedHashMap<>();
        handlers.put(path.value(), handler.apply(receiver));
        others.orderedStream().forEach(other -> handlers.put(other.path().value(), handler.apply(other.receiver())));
        return handlers;
    }
}
