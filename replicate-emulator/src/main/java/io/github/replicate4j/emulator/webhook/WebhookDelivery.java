/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a webhook. Each retry and each duplicate is a delivery of its own.
 *
 * @param id the {@code webhook-id} header, which is the same for all deliveries of one webhook
 * @param predictionId the id of the prediction or training
 * @param event the reported event
 * @param url the URL of the receiver
 * @param attempt the number of the attempt, starting at 1
 * @param sentAt the time of the request, by the emulator's clock
 * @param endedAt the time of the response or failure, by the emulator's clock; null while the delivery is in flight
 * @param status the status of the response; null if there is none (yet)
 * @param failure the reason why there is no response; null if there is one, or while the delivery is in flight
 * @since 0.1.0
 */
public record WebhookDelivery(
        String id,
        String predictionId,
        WebhookEventType event,
        URI url,
        int attempt,
        Instant sentAt,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable String failure) {

    /**
     * Return whether the receiver accepted the webhook.
     *
     * @return true if the status is 200 to 299
     */
    public boolean isSuccess() {
        return this.status != null && this.status >= 200 && this.status < 300;
    }
}
