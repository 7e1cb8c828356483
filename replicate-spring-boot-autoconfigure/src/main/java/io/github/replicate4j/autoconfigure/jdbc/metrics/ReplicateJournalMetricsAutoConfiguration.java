/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.autoconfigure.jdbc.internal.ClientJournal;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateReconcilerAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of the journal of creates and its reconciler.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = ReplicateReconcilerAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({JdbcCreateJournal.class, MeterRegistry.class})
@ConditionalOnBean({JdbcCreateJournal.class, MeterRegistry.class})
public final class ReplicateJournalMetricsAutoConfiguration {

    @Bean
    MeterBinder replicateJournalMetrics(
            JdbcCreateJournal journal, ObjectProvider<ClientTag> tag, ObjectProvider<ClientJournal> others) {
        return registry -> {
            new JournalMetrics(journal, tags(tag)).bindTo(registry);
            others.forEach(other -> new JournalMetrics(other.journal(), tags(other)).bindTo(registry));
        };
    }

    @Bean
    @ConditionalOnBean(Reconciler.class)
    MeterBinder replicateReconcilerMetrics(
            Reconciler reconciler, ObjectProvider<ClientTag> tag, ObjectProvider<ClientJournal> others) {
        return registry -> {
            new ReconcilerMetrics(reconciler, tags(tag)).bindTo(registry);
            others.forEach(other -> new ReconcilerMetrics(other.reconciler(), tags(other)).bindTo(registry));
        };
    }

    private static Tags tags(ObjectProvider<ClientTag> tag) {
        ClientTag main = tag.getIfAvailable();
        return main == null ? Tags.empty() : Tags.of(ClientTag.KEY, main.client());
    }

    private static Tags tags(ClientJournal journal) {
        return Tags.of(ClientTag.KEY, journal.client());
    }
}
