/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.DefaultClientCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.inbox.ReplicateInboxAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.internal.PropertySettings;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalSettings;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a journal that records each create before it is sent.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateInboxAutoConfiguration.class,
        before = {ReplicateAutoConfiguration.class, ReplicateWebhookEndpointAutoConfiguration.class})
@ConditionalOnClass(JdbcCreateJournal.class)
@ConditionalOnBooleanProperty(name = "replicate.journal.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateJournalProperties.class)
public final class ReplicateJournalAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateJournalAutoConfiguration.class);

    /** Only an application that sets the property expects a journal. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("replicate.journal.enabled")
    @ConditionalOnMissingBean(JdbcWebhookInbox.class)
    static class WithoutInbox {

        WithoutInbox() {
            logger.warn(
                    "'replicate.journal.enabled=true' has no effect: creates are not recorded, and there are no durable"
                            + " creates. The journal needs the inbox in the database, which is not used because of"
                            + " 'replicate.inbox.type=memory', a WebhookInbox bean of the application, or a missing DataSource or"
                            + " PlatformTransactionManager bean. Remove this cause, or the property");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(JdbcWebhookInbox.class)
    static class WithInbox {

        @Bean
        @ConditionalOnMissingBean
        JdbcCreateJournal replicateJournal(SharedDatabase database, ReplicateJournalProperties properties) {
            return journal(database, properties, "replicate.journal");
        }

        static JdbcCreateJournal journal(
                SharedDatabase database, ReplicateJournalProperties properties, String prefix) {
            JournalSettings settings = new PropertySettings<>(prefix, JournalSettings.DEFAULT, JournalSettings::with)
                    .set("required", builder -> builder.required(properties.isRequired()))
                    .set("webhook-grace", builder -> builder.webhookGrace(properties.getWebhookGrace()))
                    .set("retention", builder -> builder.retention(properties.getRetention()))
                    .get();
            return ConfigurationErrors.forProperty(
                    prefix + ".client", () -> JdbcCreateJournal.of(database, properties.getClient(), settings));
        }

        /**
         * Ordered first, so that customizers of the application can override it. Without a reconciler, nothing would settle or
         * delete the records.
         */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        DefaultClientCustomizer replicateJournalBuilderCustomizer(
                JdbcCreateJournal journal, ListableBeanFactory beanFactory) {
            return builder -> {
                if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, Reconciler.class, true, false)
                                .length
                        > 0) {
                    builder.journal(journal);
                }
            };
        }

        @Bean
        @Primary
        JournaledWebhookInbox replicateJournaledWebhookInbox(JdbcWebhookInbox inbox, JdbcCreateJournal journal) {
            return new JournaledWebhookInbox(inbox, journal);
        }
    }
}
