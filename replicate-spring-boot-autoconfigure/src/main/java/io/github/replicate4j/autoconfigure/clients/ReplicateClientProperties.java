/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.ReplicateProperties;
import io.github.replicate4j.autoconfigure.cost.ReplicateLimitProperties;
import io.github.replicate4j.autoconfigure.health.ReplicateHealthProperties;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;

/**
 * Properties of a client of {@code replicate.clients}.
 *
 * @since 0.1.0
 */
public class ReplicateClientProperties extends ReplicateProperties {

    private final ReplicateWebhookProperties webhook = new ReplicateWebhookProperties();

    private final ReplicateHealthProperties health = new ReplicateHealthProperties();

    private ReplicateLimitProperties limits = new ReplicateLimitProperties();

    public ReplicateWebhookProperties getWebhook() {
        return this.webhook;
    }

    public ReplicateHealthProperties getHealth() {
        return this.health;
    }

    public ReplicateLimitProperties getLimits() {
        return this.limits;
    }

    public void setLimits(ReplicateLimitProperties limits) {
        this.limits = limits;
    }
}
