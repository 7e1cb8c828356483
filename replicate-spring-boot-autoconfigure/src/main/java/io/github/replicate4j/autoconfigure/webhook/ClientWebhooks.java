/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.observation.PredictionObserver;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiverBuilder;
import io.github.replicate4j.webhooks.WebhookSecretsProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Webhooks of a client in addition to the default one. For the auto-configurations of this project only: it is public because
 * they are in several packages.
 *
 * @since 0.1.0
 */
public final class ClientWebhooks {

    private final ApplicationContext context;

    private final ReplicateWebhookProperties properties;

    private final String prefix;

    /**
     * Create the webhooks of a client.
     *
     * @param context the application context
     * @param properties properties of the webhooks
     * @param prefix prefix of the names of the properties
     */
    public ClientWebhooks(ApplicationContext context, ReplicateWebhookProperties properties, String prefix) {
        this.context = context;
        this.properties = properties;
        this.prefix = prefix;
    }

    /**
     * Request webhooks for the predictions of a client.
     *
     * @param builder builder of the client
     * @param path path of the endpoint of the client
     * @param connection connection of the client
     * @throws io.github.replicate4j.autoconfigure.ReplicateConfigurationException if a property is invalid
     */
    public void request(ReplicateBuilder builder, WebhookPath path, ReplicateConnectionDetails connection) {
        WebhookTargetProvider targets = new WebhookTargetProvider(
                this.properties, this.prefix, () -> ApplicationPath.of(this.context) + path.value(), () -> {
                    LocalServerUrl url =
                            this.context.getBeanProvider(LocalServerUrl.class).getIfAvailable();
                    return url == null ? null : url.get(connection);
                });
        ReplicateWebhookAutoConfiguration.requestWebhooks(
                builder, this.properties, this.prefix, targets, this.context.getBeanProvider(CompletionSignals.class));
    }

    /**
     * Create the endpoint of a client.
     *
     * @param path path of the endpoint
     * @param client returns the client, which fetches the signing secret if none is configured
     * @param secretsProvider provider of the signing secrets of this client, or {@code null}
     * @param name name of the client, which is a key value of its observations
     * @param observer observer of the predictions of the client
     * @return the endpoint
     * @throws io.github.replicate4j.autoconfigure.ReplicateConfigurationException if a property is invalid
     */
    public WebhookEndpoint endpoint(
            WebhookPath path,
            Supplier<AsyncReplicate> client,
            @Nullable WebhookSecretsProvider secretsProvider,
            String name,
            PredictionObserver observer) {
        WebhookReceiverBuilder builder = this.context
                .getBean(ReceiverConfigurer.class)
                .builder(this.properties, this.prefix, new ClientTag(name), client)
                .predictionObserver(observer);
        if (secretsProvider != null) {
            builder.secretsProvider(secretsProvider);
        }
        return new WebhookEndpoint(path, builder.build());
    }
}
