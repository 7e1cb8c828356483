/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.webhooks.InMemoryWebhookInbox;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookReceiverBuilder;
import io.github.replicate4j.webhooks.WebhookSecretsProvider;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for receiving webhooks, independent of the web framework.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = {ReplicateAutoConfiguration.class, ReplicateWebhookAutoConfiguration.class})
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(
        name = {"replicate.enabled", "replicate.webhook.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateWebhookProperties.class)
public final class ReplicateWebhookEndpointAutoConfiguration {

    private final @Nullable Clock clock;

    ReplicateWebhookEndpointAutoConfiguration(@Qualifier("replicateWebhookClock") ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable();
    }

    @Bean
    @ConditionalOnMissingBean
    CompletionSignals replicateSignals() {
        return new CompletionSignals();
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookInbox replicateWebhookInbox() {
        return this.clock == null ? new InMemoryWebhookInbox() : new InMemoryWebhookInbox(this.clock);
    }

    @Bean
    @ConditionalOnMissingBean
    WebhookPublisher replicateWebhookPublisher(ApplicationContext context) {
        return TransactionSupport.publisher(context);
    }

    @Bean
    TrafficAvailability replicateTrafficAvailability() {
        return new TrafficAvailability();
    }

    @Bean
    WebhookStartupCheck replicateWebhookStartupCheck(
            ReplicateWebhookProperties properties,
            ObjectProvider<WebhookTargetProvider> targets,
            AbstractApplicationContext context) {
        return new WebhookStartupCheck(properties, targets, context);
    }

    @Bean
    ReceiverConfigurer replicateWebhookReceiverConfigurer(
            WebhookPublisher publisher,
            WebhookInbox inbox,
            CompletionSignals signals,
            TrafficAvailability traffic,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<WebhookObservationConvention> observationConvention,
            ObjectProvider<Prices> prices) {
        return new ReceiverConfigurer(
                publisher, inbox, signals, traffic, this.clock, observationRegistry, observationConvention, prices);
    }

    @Bean
    WebhookReceiver replicateWebhookReceiver(
            ReceiverConfigurer configurer,
            ReplicateWebhookProperties properties,
            ObjectProvider<AsyncReplicate> replicate,
            ObjectProvider<WebhookSecretsProvider> secretsProvider,
            ObjectProvider<PredictionObservations> predictionObservations,
            ObjectProvider<ClientTag> clientTag) {
        WebhookReceiverBuilder builder =
                configurer.builder(properties, "replicate.webhook", clientTag.getIfAvailable(), replicate::getObject);
        secretsProvider.ifAvailable(builder::secretsProvider);
        predictionObservations.ifAvailable(builder::predictionObserver);
        return builder.build();
    }
}
