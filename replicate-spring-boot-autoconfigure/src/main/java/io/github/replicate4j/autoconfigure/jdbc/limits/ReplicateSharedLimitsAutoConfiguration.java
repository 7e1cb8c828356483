/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.limits;

import io.github.replicate4j.autoconfigure.DefaultClientCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.clients.internal.OnNamedClients;
import io.github.replicate4j.autoconfigure.cost.SharedClientLimits;
import io.github.replicate4j.autoconfigure.jdbc.internal.MissingTables;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateJournalAutoConfiguration;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.limits.JdbcCreateLimits;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for limits on creates that all instances with one database share. Whether there are
 * limits is decided when a client is built and not by a condition: conditions are evaluated when an application is processed ahead of
 * time.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateJournalAutoConfiguration.class, before = ReplicateAutoConfiguration.class)
@ConditionalOnClass(JdbcCreateLimits.class)
@ConditionalOnBean(SharedDatabase.class)
@ConditionalOnMissingBean(CreateLimits.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
public final class ReplicateSharedLimitsAutoConfiguration {

    /** Ordered first, so that customizers of the application can override it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBooleanProperty(name = "replicate.limits.shared", matchIfMissing = true)
    DefaultClientCustomizer replicateSharedLimitsBuilderCustomizer(
            SharedDatabase database,
            ObjectProvider<LimitSettings> settings,
            ObjectProvider<JdbcCreateJournal> journal) {
        return builder -> settings.ifAvailable(limits -> {
            if (limits.hasLimits()) {
                builder.sharedLimits(limits(database, limits, journal));
            }
        });
    }

    @Bean
    @Conditional(OnNamedClients.class)
    SharedClientLimits replicateSharedClientLimits(SharedDatabase database, ObjectProvider<JdbcCreateJournal> journal) {
        return (client, settings) -> new ClientCreateLimits(client, limits(database, settings, journal));
    }

    private static JdbcCreateLimits limits(
            SharedDatabase database, LimitSettings settings, ObjectProvider<JdbcCreateJournal> journal) {
        MissingTables.check(database, "limit");
        return JdbcCreateLimits.of(database, settings, journal.getIfAvailable() != null);
    }
}
