/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.autoconfigure.jdbc.internal.ClientJournal;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateReconcilerAutoConfiguration;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateEndpoint} and {@link ReplicateCreatesEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateReconcilerAutoConfiguration.class)
@ConditionalOnClass({JdbcWebhookInbox.class, ConditionalOnAvailableEndpoint.class})
public final class ReplicateEndpointAutoConfiguration {

    @Bean
    @ConditionalOnBean(JdbcWebhookInbox.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ReplicateEndpoint replicateEndpoint(
            JdbcWebhookInbox inbox, ObjectProvider<JdbcCreateJournal> journal, ObjectProvider<ClientJournal> others) {
        return new ReplicateEndpoint(inbox, journal.getIfUnique(), () -> byClient(others, ClientJournal::journal));
    }

    @Bean
    @ConditionalOnBean(DurablePredictions.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ReplicateCreatesEndpoint replicateCreatesEndpoint(
            DurablePredictions predictions, ObjectProvider<ClientJournal> others) {
        return new ReplicateCreatesEndpoint(predictions, () -> byClient(others, ClientJournal::predictions));
    }

    private static <T> Map<String, T> byClient(
            ObjectProvider<ClientJournal> journals, Function<ClientJournal, T> component) {
        return journals.stream().collect(Collectors.toMap(ClientJournal::client, component));
    }
}
