/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookReceiverBuilder;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Configures receivers of webhooks. All beans that they use are the same for all clients, except those of the secrets.
 *
 * @param publisher publishes events
 * @param inbox remembers completions
 * @param signals signals of completions
 * @param traffic whether the application accepts traffic
 * @param clock clock of the application for webhooks, or {@code null}
 * @param observationRegistry registry of observations
 * @param observationConvention names and key values of observations
 * @param prices prices of all clients
 */
record ReceiverConfigurer(
        WebhookPublisher publisher,
        WebhookInbox inbox,
        CompletionSignals signals,
        TrafficAvailability traffic,
        @Nullable Clock clock,
        ObjectProvider<ObservationRegistry> observationRegistry,
        ObjectProvider<WebhookObservationConvention> observationConvention,
        ObjectProvider<Prices> prices) {

    /** A delivery waits while the secret is fetched. */
    private static final Duration SECRET_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Create a builder.
     *
     * @param properties properties of the webhooks of a client
     * @param prefix prefix of the names of the properties
     * @param tag tag of the client, or {@code null} for none
     * @param client returns the client, which fetches the signing secret if none is configured
     */
    WebhookReceiverBuilder builder(
            ReplicateWebhookProperties properties,
            String prefix,
            @Nullable ClientTag tag,
            Supplier<AsyncReplicate> client) {
        WebhookReceiverBuilder builder = WebhookReceiver.builder(this.publisher)
                .inbox(this.inbox)
                .signals(this.signals)
                .acceptingTraffic(this.traffic::isAccepting)
                .secretSource(secretSource(client))
                .observationConvention(ClientTag.webhooks(tag, this.observationConvention.getIfAvailable()));
        if (this.clock != null) {
            builder.clock(this.clock);
        }
        this.observationRegistry.ifUnique(builder::observationRegistry);
        this.prices.ifAvailable(builder::prices);
        ConfigurationErrors.forProperty(prefix + ".secrets", () -> builder.secrets(secrets(properties)));
        ConfigurationErrors.forProperty(prefix + ".tolerance", () -> builder.tolerance(properties.getTolerance()));
        ConfigurationErrors.forProperty(
                prefix + ".max-body-size",
                () -> builder.maxBodySize(properties.getMaxBodySize().toBytes()));
        return builder;
    }

    private static List<WebhookSecret> secrets(ReplicateWebhookProperties properties) {
        return properties.getSecrets().stream().map(WebhookSecret::new).toList();
    }

    private static Supplier<WebhookSecret> secretSource(Supplier<AsyncReplicate> replicate) {
        return () -> {
            Replicate client = replicate.get().blocking();
            return client.withOptions(options -> options.timeout(SECRET_TIMEOUT).maxRetries(0))
                    .webhooks()
                    .defaultSecret();
        };
    }
}
