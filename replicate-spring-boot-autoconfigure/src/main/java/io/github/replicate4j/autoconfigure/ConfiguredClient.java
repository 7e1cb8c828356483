/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A client in addition to the default one: its connections, and builders that are configured by its properties. For the
 * auto-configurations of this project only: it is public because they are in several packages.
 *
 * @since 0.1.0
 */
public final class ConfiguredClient implements DisposableBean {

    private final ApplicationContext context;

    private final ReplicateProperties properties;

    private final String prefix;

    private final ReplicateConnectionDetails connection;

    private final ReplicateHttpConnector connector;

    /**
     * Create a client.
     *
     * @param context the application
     * @param properties properties of the client
     * @param prefix prefix of the names of the properties
     * @param connection connection of the client
     * @throws ReplicateConfigurationException if a property is invalid
     */
    public ConfiguredClient(
            ApplicationContext context,
            ReplicateProperties properties,
            String prefix,
            ReplicateConnectionDetails connection) {
        this.context = context;
        this.properties = properties;
        this.prefix = prefix;
        this.connection = connection;
        this.connector = new ReplicateHttpConnector(
                properties.getHttp(),
                prefix + ".http",
                connection,
                context.getBeanProvider(ResolvableType.forClass(ClientHttpConnectorBuilder.class)),
                context.getBeanProvider(HttpClientSettings.class),
                context.getBeanProvider(SslBundles.class),
                context.getClassLoader());
    }

    /** Create the connection that replaces the one of the default client, or return {@code null}. */
    static @Nullable ReplicateConnectionDetails replacedConnection(
            ReplicateProperties properties, ApplicationContext context) {
        return replacedConnection(context, factory -> factory.create(properties, context));
    }

    /**
     * Create a connection that replaces the one of the properties.
     *
     * @param client name of the client
     * @param properties properties of the client
     * @param context the application
     * @return the connection of the first {@link ReplicateConnectionDetailsFactory} that creates one, or {@code null}
     */
    public static @Nullable ReplicateConnectionDetails replacedConnection(
            String client, ReplicateProperties properties, ApplicationContext context) {
        return replacedConnection(context, factory -> factory.create(client, properties, context));
    }

    private static @Nullable ReplicateConnectionDetails replacedConnection(
            ApplicationContext context,
            Function<ReplicateConnectionDetailsFactory, @Nullable ReplicateConnectionDetails> create) {
        for (ReplicateConnectionDetailsFactory factory : SpringFactoriesLoader.forDefaultResourceLocation(
                        context.getClassLoader())
                .load(ReplicateConnectionDetailsFactory.class)) {
            ReplicateConnectionDetails connection = create.apply(factory);
            if (connection != null) {
                return connection;
            }
        }
        return null;
    }

    /**
     * Create a builder of this client. The customizers of the application are called last.
     *
     * @param defaults sets what the properties do not contain
     * @return a new builder
     * @throws ReplicateConfigurationException if a property is invalid
     */
    public ReplicateBuilder builder(Consumer<ReplicateBuilder> defaults) {
        ReplicateBuilder builder = builder(
                this.properties,
                this.prefix,
                this.connection,
                this.connector,
                this.context.getBeanProvider(WebClientBuilderFactory.class));
        defaults.accept(builder);
        this.context
                .getBeanProvider(ReplicateBuilderCustomizer.class)
                .orderedStream()
                .filter(customizer -> !(customizer instanceof DefaultClientCustomizer))
                .forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    /** Create a builder that is configured by properties. */
    static ReplicateBuilder builder(
            ReplicateProperties properties,
            String prefix,
            ReplicateConnectionDetails connection,
            ReplicateHttpConnector connector,
            ObjectProvider<WebClientBuilderFactory> webClientBuilders) {
        ReplicateBuilder builder = Replicate.builder()
                .webClient(() -> webClientBuilders
                        .getIfAvailable(() -> WebClient::builder)
                        .create())
                .connector(connector.connector());
        String baseUrl = connection.getBaseUrl().toString();
        ConfigurationErrors.forProperty(
                "ReplicateConnectionDetails.getBaseUrl()",
                () -> connection.isEmulator() ? builder.emulator(baseUrl) : builder.baseUrl(baseUrl));
        builder.bearerToken(connection::getBearerToken);
        new ReplicateBuilderConfigurer(properties, prefix, builder).configure();
        return builder;
    }

    /**
     * Derive the blocking client.
     *
     * @param client the reactive client, which may be scoped or a mock
     * @param builder creates a builder of the same client
     * @return the blocking client
     */
    public static Replicate blocking(AsyncReplicate client, Supplier<ReplicateBuilder> builder) {
        return DerivedClients.blocking(client, builder);
    }

    @Override
    public void destroy() {
        this.connector.destroy();
    }
}
