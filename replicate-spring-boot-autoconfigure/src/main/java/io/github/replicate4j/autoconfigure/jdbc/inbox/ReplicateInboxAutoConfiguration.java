/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateJdbcAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateTransactionManager;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateSignalsProperties.Transport;
import io.github.replicate4j.autoconfigure.jdbc.internal.DatabaseBeans;
import io.github.replicate4j.autoconfigure.jdbc.internal.DatabaseWorkers;
import io.github.replicate4j.autoconfigure.jdbc.internal.MissingTables;
import io.github.replicate4j.autoconfigure.jdbc.internal.PropertySettings;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.jdbc.inbox.InboxSettings;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.webhooks.TransactionalWebhookPublisher;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import java.time.Duration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an inbox that stores completions in the database, until listeners on any
 * instance of the application have processed them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = {ReplicateJdbcAutoConfiguration.class, ReplicateOutputsAutoConfiguration.class},
        before = ReplicateWebhookEndpointAutoConfiguration.class)
@ConditionalOnClass(JdbcWebhookInbox.class)
@ConditionalOnBean(SharedDatabase.class)
@ConditionalOnMissingBean(WebhookInbox.class)
@ConditionalOnProperty(name = "replicate.inbox.type", havingValue = "jdbc", matchIfMissing = true)
@EnableConfigurationProperties({
    ReplicateInboxProperties.class,
    ReplicateSignalsProperties.class,
    ReplicateWebhookProperties.class
})
public final class ReplicateInboxAutoConfiguration {

    /** Waits of other instances read the payload after it was processed. */
    private static final Duration PAYLOAD_RETENTION = Duration.ofSeconds(20);

    /** Listeners take part in the transaction that marks a completion as processed. */
    @Bean
    @ConditionalOnMissingBean
    WebhookPublisher replicateWebhookPublisher(
            ApplicationContext context,
            ObjectProvider<PlatformTransactionManager> transactionManagers,
            @ReplicateTransactionManager ObjectProvider<PlatformTransactionManager> qualified) {
        return new TransactionalWebhookPublisher(
                context,
                DatabaseBeans.only(
                        transactionManagers, qualified, "PlatformTransactionManager", "@ReplicateTransactionManager"));
    }

    /** Closed by {@link DatabaseWorkers}, before the beans that listeners use. */
    @Bean(destroyMethod = "")
    JdbcWebhookInbox replicateWebhookInbox(
            SharedDatabase database,
            WebhookPublisher publisher,
            ReplicateInboxProperties properties,
            ReplicateWebhookProperties webhooks,
            ReplicateSignalsProperties signals,
            Environment environment,
            ObjectProvider<JdbcCreateJournal> journals,
            ObjectProvider<InboxObserver> observers,
            ObjectProvider<PoolSizeCheck> poolSize,
            ObjectProvider<OutputRetention> outputs) {
        InboxSettings configured = settings(
                properties,
                signals.getTransport() == Transport.NONE ? Duration.ZERO : PAYLOAD_RETENTION,
                journals.stream().findAny().isPresent());
        PoolSizeCheck pool = poolSize.getIfAvailable();
        InboxSettings settings =
                pool == null ? configured : configured.with(builder -> builder.workers(pool.usableWorkers()));
        checkRetention(settings, webhooks, environment);
        return JdbcWebhookInbox.of(
                database, publisher, settings, observers.orderedStream().toList(), outputs.getIfAvailable());
    }

    @Bean
    DatabaseWorkers replicateInboxWorkers(
            ConfigurableApplicationContext context,
            JdbcWebhookInbox inbox,
            SharedDatabase database,
            ObjectProvider<JdbcCreateJournal> journals) {
        return new DatabaseWorkers(
                context,
                () -> {
                    MissingTables.check(database, "inbox");
                    // Completions are recorded in the journal even without a reconciler.
                    journals.ifAvailable(journal -> MissingTables.check(database, "journal"));
                    inbox.start();
                },
                inbox::close);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSourcePoolMetadataProvider.class)
    static class PoolSize {

        @Bean
        PoolSizeCheck replicatePoolSizeCheck(
                SharedDatabase database,
                ReplicateInboxProperties properties,
                ReplicateSignalsProperties signals,
                ListableBeanFactory beans,
                ObjectProvider<DataSourcePoolMetadataProvider> pools) {
            return new PoolSizeCheck(
                    database,
                    properties.getWorkers(),
                    signals.getTransport() == Transport.POSTGRES_NOTIFY,
                    beans,
                    pools);
        }
    }

    /** The webhooks of all clients are stored in the same inbox. */
    private static void checkRetention(
            InboxSettings settings, ReplicateWebhookProperties webhooks, Environment environment) {
        String property = "replicate.webhook.tolerance";
        Duration largest = webhooks.getTolerance();
        for (ClientName name : ClientNames.find(environment)) {
            boolean enabled =
                    name.bind(environment, "webhook.enabled", Boolean.class).orElse(webhooks.isEnabled());
            Duration own =
                    name.bind(environment, "webhook.tolerance", Duration.class).orElse(largest);
            if (enabled && own.compareTo(largest) > 0) {
                property = name.prefix() + ".webhook.tolerance";
                largest = own;
            }
        }
        try {
            settings.checkRetention(largest);
        } catch (IllegalArgumentException ex) {
            throw new ReplicateConfigurationException(
                    "'replicate.inbox.retention' cannot be used with '" + property + "': " + ex.getMessage() + ".",
                    "Set 'replicate.inbox.retention' to a longer time, or '" + property + "' to a shorter one.",
                    null);
        }
    }

    private static InboxSettings settings(
            ReplicateInboxProperties properties, Duration payloadRetention, boolean journaled) {
        InboxSettings defaults = InboxSettings.DEFAULT.with(
                builder -> builder.payloadRetention(payloadRetention).journaled(journaled));
        return new PropertySettings<>("replicate.inbox", defaults, InboxSettings::with)
                .set("workers", builder -> builder.workers(properties.getWorkers()))
                .set("batch", builder -> builder.batch(properties.getBatch()))
                .set("lease", builder -> builder.lease(properties.getLease()))
                .set("max-attempts", builder -> builder.maxAttempts(properties.getMaxAttempts()))
                .set("retention", builder -> builder.retention(properties.getRetention()))
                .set("poll-interval", builder -> builder.pollInterval(properties.getPollInterval()))
                .set("shutdown-timeout", builder -> builder.shutdownTimeout(properties.getShutdownTimeout()))
                .get();
    }
}
