/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.actuate;

import io.github.replicate4j.autoconfigure.clients.internal.ClientNames;
import io.github.replicate4j.autoconfigure.jdbc.internal.ClientJournal;
import io.github.replicate4j.autoconfigure.jdbc.journal.ReplicateReconcilerAutoConfiguration;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.submit.DurablePredictions;
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
        return new ReplicateEndpoint(
                inbox,
                journal.getIfUnique(),
                () -> others.stream().collect(Collectors.toMap(ClientJournal::client, ClientJournal::journal)));
    }

    @Bean
    @ConditionalOnBean(DurablePredictions.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ReplicateCreatesEndpoint replicateCreatesEndpoint(
            DurablePredictions predictions, ObjectProvider<ClientJournal> others) {
        return new ReplicateCreatesEndpoint(client -> client == null || client.equals(ClientNames.DEFAULT)
                ? predictions
                : others.stream()
                        .filter(other -> other.client().equals(client))
                        .map(ClientJournal::predictions)
                        .findFirst()
                        .orElse(null));
    }
}
