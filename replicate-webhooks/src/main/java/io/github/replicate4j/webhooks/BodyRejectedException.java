/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

/**
 * Thrown when the body of a webhook is not accepted, as by {@link WebhookBody#append(byte[], int)}.
 *
 * @since 0.1.0
 */
public final class BodyRejectedException extends RuntimeException {

    private final WebhookResponse response;

    BodyRejectedException(WebhookResponse response) {
        super("The body of a webhook was rejected: " + response.key(), null, false, false);
        this.response = response;
    }

    /**
     * Return the response to send.
     *
     * @return the response
     */
    public WebhookResponse response() {
        return this.response;
    }
}
