/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.health;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateMode;
import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ReplicateHealthIndicator}, one for each client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateAutoConfiguration.class)
@ConditionalOnClass({ConditionalOnEnabledHealthIndicator.class, ReactiveHealthContributor.class})
@ConditionalOnBean(AsyncReplicate.class)
@ConditionalOnEnabledHealthIndicator("replicate")
@EnableConfigurationProperties(ReplicateHealthProperties.class)
public final class ReplicateHealthContributorAutoConfiguration
        extends CompositeReactiveHealthContributorConfiguration<ReplicateHealthIndicator, AsyncReplicate> {

    /** Name of the component of the default client, if there are clients of {@code replicate.clients}. */
    private static final String DEFAULT = "default";

    private final ObjectProvider<ClientHealth> clients;

    ReplicateHealthContributorAutoConfiguration(
            ReplicateHealthProperties properties,
            ReplicateConnectionDetails connection,
            ObjectProvider<ClientHealth> clients) {
        super(replicate -> clients.stream()
                .filter(client -> client.client() == replicate)
                .findFirst()
                .map(client -> indicator("client '" + client.name() + "'", client))
                .orElseGet(() -> indicator(
                        "Replicate",
                        new ClientHealth(DEFAULT, replicate, connection, properties, "replicate.health"))));
        this.clients = clients;
    }

    private static ReplicateHealthIndicator indicator(String subject, ClientHealth client) {
        ReplicateHealthProperties properties = client.properties();
        return new ReplicateHealthIndicator(
                client.client(),
                ReplicateMode.of(client.client(), client.connection()),
                positive(client.prefix() + ".timeout", properties.getTimeout()),
                positive(client.prefix() + ".time-to-live", properties.getTimeToLive()),
                subject);
    }

    private static Duration positive(String property, Duration value) {
        return ConfigurationErrors.forProperty(property, () -> Arguments.positive("it", value));
    }

    /** Servlet applications support reactive contributors as well. */
    @Bean
    @ConditionalOnMissingBean(name = {"replicateHealthIndicator", "replicateHealthContributor"})
    ReactiveHealthContributor replicateHealthContributor(ConfigurableListableBeanFactory beanFactory) {
        List<ClientHealth> clients = this.clients.stream().toList();
        if (clients.isEmpty()) {
            return createContributor(beanFactory, AsyncReplicate.class);
        }
        Map<String, AsyncReplicate> components = new LinkedHashMap<>();
        SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory, AsyncReplicate.class)
                .forEach((bean, client) -> components.put(component(bean, client, clients), client));
        return createContributor(components);
    }

    private static String component(String bean, AsyncReplicate client, List<ClientHealth> clients) {
        return clients.stream()
                .filter(each -> each.client() == client)
                .map(ClientHealth::name)
                .findFirst()
                .orElse(bean.equals("asyncReplicate") ? DEFAULT : bean);
    }
}
