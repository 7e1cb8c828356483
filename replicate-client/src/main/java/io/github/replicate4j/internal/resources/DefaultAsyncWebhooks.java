/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.webhook.AsyncWebhooks;
import io.github.replicate4j.webhook.WebhookSecret;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncWebhooks}. */
public final class DefaultAsyncWebhooks implements AsyncWebhooks {

    private final Transport transport;

    DefaultAsyncWebhooks(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<WebhookSecret> defaultSecret() {
        ApiRequest request = ApiRequest.get("webhooks.default.secret.get", "/webhooks/default/secret");
        return this.transport.send(request, WebhookSecret.class);
    }
}
