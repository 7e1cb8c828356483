/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.replicate4j.autoconfigure.clients.OnNamedClients;
import io.github.replicate4j.autoconfigure.clients.ReplicateClientsAutoConfiguration;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a journal and durable creates of each client of {@code replicate.clients}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {ReplicateReconcilerAutoConfiguration.class, ReplicateClientsAutoConfiguration.class})
@ConditionalOnClass({Reconciler.class, DurablePredictions.class})
@ConditionalOnBean({JdbcCreateJournal.class, JournaledWebhookInbox.class, Reconciler.class})
@Conditional(OnNamedClients.class)
public final class ReplicateClientJournalsAutoConfiguration {

    @Bean
    static ClientJournalRegistrar replicateClientJournalRegistrar(ConfigurableApplicationContext context) {
        return new ClientJournalRegistrar(context);
    }
}
