/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.webhook.VerifiedWebhook;

/**
 * Verifies the signature of a delivery.
 */
interface DeliveryVerifier {

    /**
     * Verify a delivery.
     *
     * @throws WebhookRejectedException if the delivery cannot be verified as sent by Replicate
     * @throws SecretUnavailableException if there is no signing secret to verify with
     */
    VerifiedWebhook verify(WebhookRequestHeaders headers, byte[] body);

    /** Discard cached secrets. */
    default void discardSecrets() {}
}
