/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that reports the number of stored completions. It is down if the table cannot be read: completions then
 * cannot be stored, and Replicate delivers them again for about a minute.
 *
 * @since 0.1.0
 */
public class ReplicateInboxHealthIndicator extends AbstractHealthIndicator {

    private final JdbcWebhookInbox inbox;

    /**
     * Create an indicator.
     *
     * @param inbox the inbox to query
     */
    public ReplicateInboxHealthIndicator(JdbcWebhookInbox inbox) {
        super("The inbox of Replicate webhooks could not be read");
        this.inbox = inbox;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        InboxStatistics statistics = this.inbox.statistics();
        builder.up()
                .withDetail("pending", statistics.pending())
                .withDetail("oldestPendingAge", statistics.oldestPendingAge())
                .withDetail("parked", statistics.parked());
    }
}
