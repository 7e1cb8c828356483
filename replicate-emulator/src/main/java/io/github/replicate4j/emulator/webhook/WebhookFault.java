/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.webhook;

import java.time.Duration;

/**
 * A failure that the emulator injects into the delivery of a webhook. Effects combine where possible: a webhook can be late,
 * altered and sent twice.
 *
 * @since 0.1.0
 */
public interface WebhookFault {

    /**
     * Send the webhook twice, one after the other, with the same headers.
     *
     * @return this fault
     */
    WebhookFault duplicate();

    /**
     * Send the webhook after the next webhook of the same prediction, or on its own if there is none within a minute. A
     * {@code completed} webhook, which is always the last one, is not held back, and neither is a webhook while another one of
     * the same prediction is held back.
     *
     * @return this fault
     */
    WebhookFault reorder();

    /**
     * Alter the body after it was signed, so that its signature is invalid. The body remains a JSON object, with one additional
     * property.
     *
     * @return this fault
     */
    WebhookFault tamper();

    /**
     * Sign the webhook with another secret than that of the emulator.
     *
     * @param secret {@code whsec_} followed by the Base64 encoding of 24 to 64 bytes
     * @return this fault
     * @throws IllegalArgumentException if the secret is malformed
     */
    WebhookFault signedWith(String secret);

    /**
     * Delay the webhook, by the emulator's clock. Later webhooks of the same prediction are sent after it.
     *
     * @param time the delay; not negative
     * @return this fault
     * @throws IllegalArgumentException if the delay is negative
     */
    WebhookFault delay(Duration time);

    /**
     * Do not send the webhook. A {@code completed} webhook is retried as if there had been no response, unless the retry is
     * dropped as well: {@code always(WebhookEventType.COMPLETED).drop()} loses it completely.
     *
     * @return this fault
     */
    WebhookFault drop();
}
