/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Webhooks}.
 *
 * @since 0.1.0
 */
public interface AsyncWebhooks {

    /**
     * Return the signing secret of the account: {@code webhooks.default.secret.get}.
     *
     * @see Webhooks#defaultSecret()
     */
    Mono<WebhookSecret> defaultSecret();
}
