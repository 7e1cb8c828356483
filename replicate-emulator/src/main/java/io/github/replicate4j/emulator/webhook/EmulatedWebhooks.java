/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.webhook;

import java.util.List;

/**
 * The webhooks of an emulator: the deliveries it made, and the faults it injects into them. A fault targets events, and takes
 * effect as soon as its first effect is set:
 *
 * <pre>{@code
 * emulator.webhooks().next(WebhookEventType.COMPLETED).duplicate();
 * emulator.webhooks().always(WebhookEventType.OUTPUT).delay(Duration.ofSeconds(2));
 * }</pre>
 *
 * <p>At most one fault applies to a delivery attempt: the oldest limited fault that still targets its event, or else the oldest
 * permanent one. The receiver determines the response.
 *
 * @since 0.1.0
 */
public interface EmulatedWebhooks {

    /**
     * Return the latest deliveries since the start or the last reset of the emulator, up to 10,000.
     *
     * @return a snapshot of the deliveries, in the order in which they were sent
     */
    List<WebhookDelivery> deliveries();

    /**
     * Remove all recorded deliveries. Webhooks that have not been delivered are not affected.
     */
    void clearDeliveries();

    /**
     * Create a fault for the next delivery attempt.
     *
     * @param events the events to target; none for all
     * @return the fault, without any effect yet
     */
    default WebhookFault next(WebhookEventType... events) {
        return next(1, events);
    }

    /**
     * Create a fault for the next delivery attempts.
     *
     * @param times the number of attempts; at least 1
     * @param events the events to target; none for all
     * @return the fault, without any effect yet
     * @throws IllegalArgumentException if the number is less than 1
     */
    WebhookFault next(int times, WebhookEventType... events);

    /**
     * Create a fault for all delivery attempts from now on.
     *
     * @param events the events to target; none for all
     * @return the fault, without any effect yet
     */
    WebhookFault always(WebhookEventType... events);

    /**
     * Remove all faults.
     */
    void clearFaults();
}
