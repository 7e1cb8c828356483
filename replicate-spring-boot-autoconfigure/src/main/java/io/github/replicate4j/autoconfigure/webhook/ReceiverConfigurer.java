/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.github.replicate4j.webhooks.WebhookPublisher;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookReceiverBuilder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;

/**
 * Configures receivers of webhooks, whose beans other than the secrets are the same for all clients.
 */
final class ReceiverConfigurer {

    /** A delivery waits while the secret is fetched. */
    private static final Duration SECRET_TIMEOUT = Duration.ofSeconds(2);

    private ReceiverConfigurer() {}

    static WebhookReceiverBuilder builder(
            ApplicationContext context, ReplicateWebhookProperties properties, String prefix) {
        WebhookReceiverBuilder builder = WebhookReceiver.builder(context.getBean(WebhookPublisher.class))
                .inbox(context.getBean(WebhookInbox.class))
                .signals(context.getBean(CompletionSignals.class))
                .acceptingTraffic(context.getBean(TrafficAvailability.class)::isAccepting);
        if (context.containsBean("replicateWebhookClock")) {
            builder.clock(context.getBean("replicateWebhookClock", Clock.class));
        }
        context.getBeanProvider(ObservationRegistry.class).ifUnique(builder::observationRegistry);
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

    static Supplier<WebhookSecret> secretSource(Supplier<AsyncReplicate> replicate) {
        return () -> {
            Replicate client = replicate.get().blocking();
            return client.withOptions(options -> options.timeout(SECRET_TIMEOUT).maxRetries(0))
                    .webhooks()
                    .defaultSecret();
        };
    }
}
