/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import io.github.replicate4j.autoconfigure.clients.internal.OnNamedClients;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a journal and durable creates of each client of {@code replicate.clients}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {ReplicateReconcilerAutoConfiguration.class, ReplicateClientsAutoConfiguration.class})
@ConditionalOnClass({Reconciler.class, DurablePredictions.class})
@Conditional(OnNamedClients.class)
public final class ReplicateClientJournalsAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateClientJournalsAutoConfiguration.class);

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean({JdbcCreateJournal.class, JournaledWebhookInbox.class, Reconciler.class})
    static class WithJournal {

        @Bean
        static ClientJournalRegistrar replicateClientJournalRegistrar(ConfigurableApplicationContext context) {
            return new ClientJournalRegistrar(context);
        }
    }

    /** Only an application that sets the property expects a journal of the client. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Reconciler.class)
    static class WithoutJournal {

        WithoutJournal(Environment environment) {
            for (ClientName name : ClientNames.find(environment)) {
                if (JournaledClient.isEnabled(name, environment, false)) {
                    logger.warn("'" + name.prefix() + ".journal.enabled=true' has no effect: the creates of this client"
                            + " are not recorded, and it has no durable creates, because the default client has no"
                            + " journal. Remove its cause, such as 'replicate.journal.enabled=false', or this"
                            + " property");
                }
            }
        }
    }
}
