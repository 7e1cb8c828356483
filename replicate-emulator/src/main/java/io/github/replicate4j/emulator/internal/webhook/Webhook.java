/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.URI;
import java.util.Locale;

/**
 * A webhook to deliver.
 *
 * @param id the {@code webhook-id} header, which is the same for all delivery attempts
 * @param url the URL of the receiver
 * @param body the response of {@code predictions.get} or {@code trainings.get} at the time of the event
 */
public record Webhook(String id, String predictionId, WebhookEventType event, URI url, byte[] body) {

    /**
     * Return a key for the server of the receiver. Limits apply per server, because a slow one delays all of its webhooks.
     */
    String receiver() {
        return (this.url.getScheme() + "://" + this.url.getHost() + ":" + this.url.getPort()).toLowerCase(Locale.ROOT);
    }
}
