/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.DefaultClientCustomizer;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.webhooks.WebhookPath;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that sets the default webhook of the clients. Another application may receive
 * the webhooks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReplicateAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"replicate.enabled", "replicate.webhook.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(ReplicateWebhookProperties.class)
public final class ReplicateWebhookAutoConfiguration {

    private static final String PREFIX = "replicate.webhook";

    @Bean
    WebhookPath replicateWebhookPath(ReplicateWebhookProperties properties) {
        return ConfigurationErrors.forProperty("replicate.webhook.path", () -> new WebhookPath(properties.getPath()));
    }

    @Bean
    WebhookTargetProvider replicateWebhookTargetProvider(
            ReplicateWebhookProperties properties,
            WebhookPath path,
            ApplicationContext context,
            ObjectProvider<LocalServerUrl> localUrl) {
        return new WebhookTargetProvider(properties, PREFIX, () -> ApplicationPath.of(context) + path.value(), () -> {
            LocalServerUrl url = localUrl.getIfAvailable();
            return url == null ? null : url.get();
        });
    }

    /** Ordered first, so that customizers of the application can override it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    DefaultClientCustomizer replicateWebhookBuilderCustomizer(
            ReplicateWebhookProperties properties,
            WebhookTargetProvider targets,
            ObjectProvider<CompletionSignals> signals) {
        return builder -> requestWebhooks(builder, properties, PREFIX, targets, signals);
    }

    static void requestWebhooks(
            ReplicateBuilder builder,
            ReplicateWebhookProperties properties,
            String prefix,
            WebhookTargetProvider targets,
            ObjectProvider<CompletionSignals> signals) {
        builder.defaultWebhook(targets::target);
        signals.ifAvailable(builder::signals);
        Duration pollInterval = properties.getPollInterval();
        if (pollInterval != null) {
            ConfigurationErrors.forProperty(
                    prefix + ".poll-interval", () -> builder.run(run -> run.webhookPollInterval(pollInterval)));
        }
    }
}
