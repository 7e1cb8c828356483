/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateInboxAutoConfiguration;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateInboxHealthIndicator}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateInboxAutoConfiguration.class)
@ConditionalOnClass({JdbcWebhookInbox.class, ConditionalOnEnabledHealthIndicator.class, HealthContributor.class})
@ConditionalOnBean(JdbcWebhookInbox.class)
@ConditionalOnEnabledHealthIndicator("replicate-inbox")
public final class ReplicateInboxHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"replicateInboxHealthIndicator", "replicateInboxHealthContributor"})
    ReplicateInboxHealthIndicator replicateInboxHealthIndicator(JdbcWebhookInbox inbox) {
        return new ReplicateInboxHealthIndicator(inbox);
    }
}
