/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

/**
 * Path of the webhook endpoint within the application. It is a literal path and not a pattern.
 *
 * <p>A bean of this type lets the matchers of {@code io.github.replicate4j.webhooks.security} find the endpoint.
 *
 * @param value path such as {@code /replicate/webhook}
 * @since 0.1.0
 */
public record WebhookPath(String value) {

    /**
     * Create a path.
     *
     * @throws IllegalArgumentException if the path has other characters than letters, digits, {@code -}, {@code .}, {@code _},
     *     {@code ~} and separating slashes
     */
    public WebhookPath {
        if (!value.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "it must be a path such as /replicate/webhook, of letters, digits, '-', '.', '_' and '~'");
        }
    }

    @Override
    public String toString() {
        return this.value;
    }
}
