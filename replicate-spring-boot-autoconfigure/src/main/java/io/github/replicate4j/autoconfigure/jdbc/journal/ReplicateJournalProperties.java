/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link ConfigurationProperties Properties} of the journal of creates.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("replicate.journal")
public class ReplicateJournalProperties {

    /**
     * Whether to record each create in the database before it is sent, and to enable durable creates.
     */
    private boolean enabled = true;

    /**
     * Name of the client whose creates are recorded. It must be the same on all instances, and after a restart.
     */
    private String client = "replicate";

    /**
     * Whether a create fails if it cannot be recorded. Otherwise, it is sent without a record.
     */
    private boolean required = true;

    /**
     * Time to wait for the webhook of a completion before Replicate is queried for it.
     */
    private Duration webhookGrace = Duration.ofMinutes(2);

    /**
     * Time for which settled creates are kept.
     */
    private Duration retention = Duration.ofDays(30);

    public boolean isEnabled() {
        return this.enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getClient() {
        return this.client;
    }

    public void setClient(String client) {
        this.client = client;
    }

    public boolean isRequired() {
        return this.required;
    }

    public void setRequired(boolean required) {
        this.required = required;
    }

    public Duration getWebhookGrace() {
        return this.webhookGrace;
    }

    public void setWebhookGrace(Duration webhookGrace) {
        this.webhookGrace = webhookGrace;
    }

    public Duration getRetention() {
        return this.retention;
    }

    public void setRetention(Duration retention) {
        this.retention = retention;
    }
}
