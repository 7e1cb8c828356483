/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A signing secret of webhooks. Anyone who knows it can forge deliveries: fetch it once, and store it like a password.
 *
 * @param key the secret: {@code whsec_} and Base64
 * @since 0.1.0
 */
public record WebhookSecret(String key) {

    /**
     * Create a secret.
     *
     * @throws IllegalArgumentException if the key is missing
     */
    public WebhookSecret {
        if (isBlank(key)) {
            throw new IllegalArgumentException("the key is missing");
        }
    }

    private static boolean isBlank(@Nullable String key) {
        return key == null || key.isBlank();
    }

    /** Return a description without the key. */
    @Override
    public String toString() {
        return "WebhookSecret[key=***]";
    }
}
