/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateSignalsProperties.Transport;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.signals.DatabaseSignals;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that ends waits when another instance of the application receives the webhook.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateInboxAutoConfiguration.class,
        before = {ReplicateAutoConfiguration.class, ReplicateWebhookEndpointAutoConfiguration.class})
@ConditionalOnClass(DatabaseSignals.class)
@ConditionalOnBean(JdbcWebhookInbox.class)
@Conditional(ReplicateSignalsAutoConfiguration.Enabled.class)
public final class ReplicateSignalsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CompletionSignals replicateSignals() {
        return new CompletionSignals();
    }

    @Bean(initMethod = "start")
    @ConditionalOnMissingBean
    DatabaseSignals replicateDatabaseSignals(
            SharedDatabase database, CompletionSignals signals, ReplicateSignalsProperties properties) {
        if (properties.getTransport() != Transport.POSTGRES_NOTIFY) {
            return new DatabaseSignals(database, signals, signals::awaited, DatabaseSignals.DEFAULT_INTERVAL);
        }
        return ConfigurationErrors.forProperty(
                "replicate.signals.transport",
                () -> DatabaseSignals.withPostgresNotifications(
                        database, signals, signals::awaited, DatabaseSignals.DEFAULT_INTERVAL));
    }

    @Bean
    InboxObserver replicateSignalsObserver(DatabaseSignals signals) {
        return new InboxObserver() {

            @Override
            public void stored(WebhookEvent event) {
                signals.stored(event.subject().id());
            }
        };
    }

    static class Enabled extends NoneNestedConditions {

        Enabled() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = "replicate.signals.transport", havingValue = "none")
        static class None {}
    }
}
