/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;

/**
 * Operations on webhooks.
 *
 * @since 0.1.0
 */
public final class Webhooks {

    private final AsyncWebhooks async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Webhooks(AsyncWebhooks async) {
        this.async = async;
    }

    /**
     * Return the secret that Replicate signs webhooks of the account with: {@code webhooks.default.secret.get}. The
     * secret changes rarely: fetch it once, not for each webhook.
     *
     * @return the signing secret
     * @throws ReplicateException if the request fails
     */
    public WebhookSecret defaultSecret() {
        return Blocking.value(this.async.defaultSecret());
    }
}
