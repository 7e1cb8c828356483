/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateInboxAutoConfiguration;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of the stored inbox.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateInboxAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({JdbcWebhookInbox.class, MeterRegistry.class})
@ConditionalOnBean({JdbcWebhookInbox.class, MeterRegistry.class})
public final class ReplicateInboxMetricsAutoConfiguration {

    @Bean
    MeterBinder replicateInboxMetrics(JdbcWebhookInbox inbox) {
        return new InboxMetrics(inbox::statistics);
    }

    /** The inbox uses it, so it must not use the inbox. */
    @Bean
    InboxObserver replicateInboxEventMetrics(MeterRegistry registry) {
        return new InboxEventMetrics(registry);
    }

    @Bean
    @ConditionalOnBean(OutputRetention.class)
    MeterBinder replicateOutputMetrics(OutputRetention outputs) {
        return new OutputMetrics(outputs);
    }
}
