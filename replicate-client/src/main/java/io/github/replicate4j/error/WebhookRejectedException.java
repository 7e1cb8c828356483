/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

/**
 * Thrown when a webhook delivery cannot be verified as sent by Replicate. The message contains no data of the delivery,
 * because anyone may have sent it.
 *
 * @since 0.1.0
 */
public class WebhookRejectedException extends ReplicateException {

    private final WebhookRejection reason;

    /**
     * Create the exception. Called by the client.
     *
     * @param reason the reason
     * @param message the detail message, which describes the problem of the delivery
     */
    public WebhookRejectedException(WebhookRejection reason, String message) {
        super(message, null);
        this.reason = reason;
    }

    /**
     * Return the reason for the rejection.
     *
     * @return the reason
     */
    public WebhookRejection reason() {
        return this.reason;
    }
}
