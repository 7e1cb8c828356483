/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.clients.internal.OnNamedClients;
import io.github.replicate4j.autoconfigure.cost.ClientLimits;
import io.github.replicate4j.autoconfigure.cost.ReplicateCostAutoConfiguration;
import io.github.replicate4j.autoconfigure.cost.SharedClientLimits;
import io.github.replicate4j.autoconfigure.observation.ReplicateObservationAutoConfiguration;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookEndpointAutoConfiguration;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the clients of {@code replicate.clients}, in addition to the default one.
 * Their beans have the name of the client as their qualifier, and are injected only where it is used.
 *
 * <p>If the application is processed ahead of time, the properties must contain a client then, but the clients are those of the
 * properties at runtime.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = {
            ReplicateAutoConfiguration.class,
            ReplicateCostAutoConfiguration.class,
            ReplicateObservationAutoConfiguration.class,
            ReplicateWebhookEndpointAutoConfiguration.class
        })
@ConditionalOnClass(ClientHttpConnectorBuilder.class)
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@Conditional(OnNamedClients.class)
@ImportRuntimeHints(ReplicateClientsAutoConfiguration.PropertiesRuntimeHints.class)
public final class ReplicateClientsAutoConfiguration {

    @Bean
    static NamedClientRegistrar replicateNamedClientRegistrar(ConfigurableApplicationContext context) {
        return new NamedClientRegistrar(context);
    }

    @Bean
    ClientLimits replicateClientLimits(
            ObjectProvider<Prices> prices,
            ObjectProvider<LimitSettings> settings,
            ObjectProvider<CreateLimits> limits,
            ObjectProvider<SharedClientLimits> shared,
            Environment environment) {
        return new ClientLimits(prices, settings, limits, shared, environment);
    }

    static class PropertiesRuntimeHints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            BindableRuntimeHintsRegistrar.forTypes(ReplicateClientProperties.class)
                    .registerHints(hints);
        }
    }
}
