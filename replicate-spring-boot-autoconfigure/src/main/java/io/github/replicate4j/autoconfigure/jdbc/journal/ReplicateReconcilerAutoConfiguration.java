/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.journal;

import io.github.bucket4j.Bucket;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.internal.DatabaseWorkers;
import io.github.replicate4j.autoconfigure.jdbc.internal.MissingTables;
import io.github.replicate4j.autoconfigure.jdbc.internal.PropertySettings;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournaledWebhookInbox;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.github.replicate4j.jdbc.journal.reconcile.ReconcilerSettings;
import io.github.replicate4j.jdbc.submit.CreateBudget;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import io.github.replicate4j.jdbc.submit.SubmitSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link DurablePredictions}, and for a {@link Reconciler} that finds
 * completions that no webhook has reported.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {ReplicateAutoConfiguration.class, ReplicateJournalAutoConfiguration.class})
@ConditionalOnClass({Reconciler.class, DurablePredictions.class})
@ConditionalOnBean({JdbcCreateJournal.class, JournaledWebhookInbox.class})
@EnableConfigurationProperties({ReplicateReconcileProperties.class, ReplicateSubmitProperties.class})
public final class ReplicateReconcilerAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateReconcilerAutoConfiguration.class);

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Bucket.class)
    static class WithBucket4j {

        @Bean
        @ConditionalOnBean(value = Bucket.class, name = "replicateCreateBudget")
        @ConditionalOnMissingBean
        CreateBudget replicateBucketCreateBudget(@Qualifier("replicateCreateBudget") Bucket bucket) {
            return () -> bucket.tryConsume(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(Replicate.class)
    static class WithClient {

        /** Closed by {@link DatabaseWorkers}, before the client. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        Reconciler replicateReconciler(
                JdbcCreateJournal journal,
                Replicate replicate,
                JournaledWebhookInbox inbox,
                ReplicateReconcileProperties properties) {
            return reconciler(journal, replicate, inbox, properties, "replicate.reconcile");
        }

        static Reconciler reconciler(
                JdbcCreateJournal journal,
                Replicate replicate,
                JournaledWebhookInbox inbox,
                ReplicateReconcileProperties properties,
                String prefix) {
            ReconcilerSettings settings = new PropertySettings<>(
                            prefix, ReconcilerSettings.DEFAULT, ReconcilerSettings::with)
                    .set("orphans", builder -> builder.orphans(properties.getOrphans()))
                    .set("resend", builder -> builder.resend(properties.getResend()))
                    .set("interval", builder -> builder.interval(properties.getInterval()))
                    .set("max-age", builder -> builder.maxAge(properties.getMaxAge()))
                    .get();
            return Reconciler.of(journal, replicate, inbox, settings);
        }

        /** Closed by {@link DatabaseWorkers}, before the client. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        DurablePredictions replicateDurablePredictions(
                JdbcCreateJournal journal,
                Replicate replicate,
                ApplicationContext context,
                ObjectProvider<CreateBudget> budget,
                ReplicateSubmitProperties properties) {
            return durablePredictions(
                    journal, replicate, context, budget.getIfUnique(), properties, "replicate.submit");
        }

        static DurablePredictions durablePredictions(
                JdbcCreateJournal journal,
                Replicate replicate,
                ApplicationContext context,
                @Nullable CreateBudget budget,
                ReplicateSubmitProperties properties,
                String prefix) {
            SubmitSettings settings = new PropertySettings<>(prefix, SubmitSettings.DEFAULT, SubmitSettings::with)
                    .set("max-in-flight", builder -> builder.maxInFlight(properties.getMaxInFlight()))
                    .set("workers", builder -> builder.workers(properties.getWorkers()))
                    .set("poll-interval", builder -> builder.pollInterval(properties.getPollInterval()))
                    .get();
            DurablePredictions.Builder builder = DurablePredictions.builder(journal, replicate)
                    .settings(settings)
                    .failureListener(context::publishEvent);
            if (budget != null) {
                builder.budget(budget);
            }
            return builder.build();
        }

        /** Not started again in a child context, which sees the beans of its parent. */
        @Bean
        @ConditionalOnMissingBean(name = "replicateJournalWorkers")
        DatabaseWorkers replicateJournalWorkers(
                ConfigurableApplicationContext context,
                SharedDatabase database,
                Reconciler reconciler,
                DurablePredictions predictions,
                ReplicateSubmitProperties properties) {
            return workers(context, database, reconciler, predictions, properties);
        }

        static DatabaseWorkers workers(
                ConfigurableApplicationContext context,
                SharedDatabase database,
                Reconciler reconciler,
                DurablePredictions predictions,
                ReplicateSubmitProperties properties) {
            return new DatabaseWorkers(
                    context,
                    () -> {
                        MissingTables.check(database, "journal");
                        reconciler.start();
                        if (properties.isEnabled()) {
                            predictions.start();
                        }
                    },
                    () -> {
                        try {
                            predictions.close();
                        } finally {
                            reconciler.close();
                        }
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoSingleClient.class)
    @ConditionalOnMissingBean(Reconciler.class)
    static class WithoutClient {

        WithoutClient() {
            logger.warn(
                    "Creates are not recorded in the journal, and there are no durable creates, because the application has no"
                            + " Replicate bean or several of them. Mark the client of the account whose creates are recorded as"
                            + " @Primary, or the others as 'defaultCandidate = false'");
        }
    }

    static class NoSingleClient extends NoneNestedConditions {

        NoSingleClient() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnSingleCandidate(Replicate.class)
        static class SingleClient {}
    }
}
