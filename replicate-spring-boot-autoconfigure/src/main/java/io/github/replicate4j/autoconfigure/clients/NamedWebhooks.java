/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.clients.internal.ClientBeans;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.webhook.ApplicationPath;
import io.github.replicate4j.autoconfigure.webhook.ClientWebhooks;
import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.autoconfigure.webhook.WebhookEndpoint;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.webhooks.WebhookPath;
import io.github.replicate4j.webhooks.WebhookReceiver;
import io.github.replicate4j.webhooks.WebhookSecretsProvider;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The webhooks of one client: its endpoint, and the URL that its creates request.
 */
final class NamedWebhooks {

    private static final String PATH = "ReplicateWebhookPath";

    private final ClientName name;

    private final ConfigurableApplicationContext context;

    private final ClientBeans beans;

    private final Supplier<ReplicateClientProperties> properties;

    private boolean enabled;

    NamedWebhooks(
            ClientName name,
            ConfigurableApplicationContext context,
            ClientBeans beans,
            Supplier<ReplicateClientProperties> properties) {
        this.name = name;
        this.context = context;
        this.beans = beans;
        this.properties = properties;
    }

    void register(Supplier<PredictionObservations> observations, Supplier<ReplicateConnectionDetails> connection) {
        Environment environment = this.context.getEnvironment();
        boolean inherited = Binder.get(environment)
                .bind("replicate.webhook.enabled", Boolean.class)
                .orElse(true);
        this.enabled =
                this.name.bind(environment, "webhook.enabled", Boolean.class).orElse(inherited);
        if (this.enabled && !inherited) {
            throw new ReplicateConfigurationException(
                    "'" + this.name.prefix() + ".webhook.enabled' is true, but 'replicate.webhook.enabled' is false,"
                            + " which disables the webhooks of all clients.",
                    "Remove 'replicate.webhook.enabled', or disable webhooks for this client as well.",
                    null);
        }
        if (!this.enabled) {
            return;
        }
        this.beans.register(PATH, WebhookPath.class, this::createPath);
        if (isReceiving()) {
            this.beans.registerCollected(
                    "ReplicateWebhookEndpoint",
                    WebhookEndpoint.class,
                    () -> createEndpoint(observations.get(), connection.get()));
        }
    }

    private boolean isReceiving() {
        return this.context.getBeanFactory().getBeanNamesForType(WebhookReceiver.class, true, false).length > 0;
    }

    private WebhookPath createPath() {
        String property = this.name.prefix() + ".webhook.path";
        return ConfigurationErrors.forProperty(
                property,
                () -> new WebhookPath(this.properties.get().getWebhook().getPath()));
    }

    void request(ReplicateBuilder builder, ReplicateConnectionDetails connection) {
        if (this.enabled) {
            webhooks(this.properties.get().getWebhook())
                    .request(builder, this.beans.get(PATH, WebhookPath.class), connection);
        }
    }

    private WebhookEndpoint createEndpoint(PredictionObservations observations, ReplicateConnectionDetails connection) {
        ReplicateWebhookProperties webhook = this.properties.get().getWebhook();
        if (connection.isEmulator()) {
            // An emulator does not sign with the secret of the account: its own one is fetched.
            webhook.setSecrets(List.of());
        }
        WebhookPath path = this.beans.get(PATH, WebhookPath.class);
        checkUnique(path);
        String provider = this.beans.findQualified(WebhookSecretsProvider.class);
        return webhooks(webhook)
                .endpoint(
                        path,
                        () -> this.beans.get(NamedClient.ASYNC, AsyncReplicate.class),
                        provider == null ? null : this.context.getBean(provider, WebhookSecretsProvider.class),
                        this.name.value(),
                        observations);
    }

    /** Each account signs with its own secret, so clients cannot share an endpoint. */
    private void checkUnique(WebhookPath path) {
        List<WebhookPath> same = ApplicationPath.webhooks(this.context).stream()
                .filter(path::equals)
                .toList();
        if (same.size() > 1) {
            throw new ReplicateConfigurationException(
                    "The webhooks of the " + this.name + " and of another client have the same path, " + path + ".",
                    "Set '" + this.name.prefix() + ".webhook.path' to another path, or remove it.",
                    null);
        }
    }

    private ClientWebhooks webhooks(ReplicateWebhookProperties properties) {
        return new ClientWebhooks(this.context, properties, this.name.prefix() + ".webhook");
    }
}
