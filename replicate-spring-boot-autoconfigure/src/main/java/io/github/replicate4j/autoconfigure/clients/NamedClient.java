/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.clients;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.autoconfigure.ConfiguredClient;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.clients.internal.ClientBeans;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.autoconfigure.cost.ClientLimits;
import io.github.replicate4j.autoconfigure.health.ClientHealth;
import io.github.replicate4j.autoconfigure.observation.internal.ClientTag;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.journal.CreateJournal;
import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.observation.OperationObservationConvention;
import io.github.replicate4j.observation.PredictionObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * The beans of one client. Properties are bound when the first bean is created, since an application that is processed ahead of
 * time may not have their values yet.
 */
final class NamedClient {

    private static final Log logger = LogFactory.getLog(NamedClient.class);

    private static final String CONNECTION = "ReplicateConnectionDetails";

    private static final String CONFIGURED = "ConfiguredReplicateClient";

    private static final String OBSERVATIONS = "ReplicatePredictionObservations";

    private static final String BUILDER = "ReplicateBuilder";

    static final String ASYNC = "AsyncReplicate";

    /** Suffix of the name of the journal, which another auto-configuration may register. */
    private static final String JOURNAL = "ReplicateJournal";

    private final ClientName name;

    private final ConfigurableApplicationContext context;

    private final ClientBeans beans;

    private final Supplier<ReplicateClientProperties> properties;

    private final NamedWebhooks webhooks;

    private @Nullable String ownConnection;

    NamedClient(ClientName name, ConfigurableApplicationContext context, BeanDefinitionRegistry registry) {
        this.name = name;
        this.context = context;
        this.beans = new ClientBeans(name, registry, context.getBeanFactory());
        this.properties = SingletonSupplier.of(() -> ClientPropertiesBinder.bind(name, context.getEnvironment()));
        this.webhooks = new NamedWebhooks(name, context, this.beans, this.properties);
    }

    void register() {
        this.ownConnection = this.beans.findQualified(ReplicateConnectionDetails.class);
        this.beans.rejectQualified(AsyncReplicate.class);
        this.beans.rejectQualified(Replicate.class);
        if (this.ownConnection == null) {
            this.beans.register(CONNECTION, ReplicateConnectionDetails.class, this::createConnection);
        }
        this.beans.register(
                CONFIGURED,
                ConfiguredClient.class,
                () -> new ConfiguredClient(this.context, this.properties.get(), this.name.prefix(), connection()));
        this.beans.register(OBSERVATIONS, PredictionObservations.class, this::createObservations);
        this.beans
                .register(BUILDER, ReplicateBuilder.class, this::createBuilder)
                .setScope(BeanDefinition.SCOPE_PROTOTYPE);
        this.beans.register(ASYNC, AsyncReplicate.class, this::createClient);
        this.beans.register(
                "Replicate",
                Replicate.class,
                () -> ConfiguredClient.blocking(this.beans.get(ASYNC, AsyncReplicate.class), this::createBuilder));
        this.beans.registerCollected("ReplicateHealth", ClientHealth.class, this::createHealth);
        this.webhooks.register(() -> this.beans.get(OBSERVATIONS, PredictionObservations.class), this::connection);
    }

    private ReplicateConnectionDetails connection() {
        return this.ownConnection == null
                ? this.beans.get(CONNECTION, ReplicateConnectionDetails.class)
                : this.context.getBean(this.ownConnection, ReplicateConnectionDetails.class);
    }

    /** If the application replaces the default connection by one to an emulator, such as in a test, it is used by all clients. */
    private ReplicateConnectionDetails createConnection() {
        if (!this.context.containsBean("replicateConnectionDetails")) {
            ReplicateConnectionDetails main = this.context
                    .getBeanProvider(ReplicateConnectionDetails.class)
                    .getIfUnique();
            if (main != null && main.isEmulator()) {
                return new SharedConnection(main);
            }
        }
        ReplicateConnectionDetails replaced =
                ConfiguredClient.replacedConnection(this.name.value(), this.properties.get(), this.context);
        return replaced != null ? replaced : new NamedConnectionDetails(this.name, this.properties.get());
    }

    private PredictionObservations createObservations() {
        return new PredictionObservations(
                registry(),
                ClientTag.predictions(
                        new ClientTag(this.name.value()),
                        this.context
                                .getBeanProvider(PredictionObservationConvention.class)
                                .getIfAvailable()));
    }

    private ObservationRegistry registry() {
        return this.context.getBeanProvider(ObservationRegistry.class).getIfUnique(() -> ObservationRegistry.NOOP);
    }

    private ReplicateBuilder createBuilder() {
        return this.beans.get(CONFIGURED, ConfiguredClient.class).builder(this::setDefaults);
    }

    private void setDefaults(ReplicateBuilder builder) {
        builder.observePredictions(this.beans.get(OBSERVATIONS, PredictionObservations.class))
                .observeOperations(
                        registry(),
                        ClientTag.operations(
                                new ClientTag(this.name.value()),
                                this.context
                                        .getBeanProvider(OperationObservationConvention.class)
                                        .getIfAvailable()));
        this.webhooks.request(builder, connection());
        String limits = this.beans.findQualified(CreateLimits.class);
        this.context
                .getBean(ClientLimits.class)
                .apply(
                        builder,
                        this.name.value(),
                        this.properties.get().getLimits(),
                        this.name.prefix() + ".limits",
                        limits == null ? null : this.context.getBean(limits, CreateLimits.class));
        if (this.context.containsBean(this.name.bean(JOURNAL))) {
            builder.journal(this.beans.get(JOURNAL, CreateJournal.class));
        }
    }

    private AsyncReplicate createClient() {
        AsyncReplicate client = createBuilder().buildAsync();
        // An emulator reports itself.
        if (!connection().isEmulator()) {
            logger.info("Replicate of the " + this.name + " is at " + client.baseUrl());
        }
        return client;
    }

    private ClientHealth createHealth() {
        return new ClientHealth(
                this.name.value(),
                this.beans.get(ASYNC, AsyncReplicate.class),
                connection(),
                this.properties.get().getHealth(),
                this.name.prefix() + ".health");
    }
}
