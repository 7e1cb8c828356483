/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.internal.http.Connections;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.support.Arguments;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Holds the HTTP connector that all clients share. It uses Spring Boot's HTTP engine and settings with these exceptions:
 * redirects are not followed; there is no read timeout, which would interrupt requests that wait for a prediction; and Reactor
 * Netty gets a separate connection pool that evicts stale connections. The engine is created with the first request, but its
 * settings are validated at startup.
 */
final class ReplicateHttpConnector implements DisposableBean {

    private static final Log logger = LogFactory.getLog(ReplicateHttpConnector.class);

    private final LazyClientHttpConnector connector;

    /**
     * Create the connector of a client.
     *
     * @param properties properties of the connector
     * @param prefix prefix of the names of the properties
     * @param connection connection of the client
     * @param builders builder of the application, or of the HTTP library that is found
     * @param defaults settings of the application
     * @param sslBundles SSL bundles of the application
     * @param classLoader finds the HTTP library
     */
    ReplicateHttpConnector(
            ReplicateProperties.Http properties,
            String prefix,
            ReplicateConnectionDetails connection,
            ObjectProvider<ClientHttpConnectorBuilder<?>> builders,
            ObjectProvider<HttpClientSettings> defaults,
            ObjectProvider<SslBundles> sslBundles,
            @Nullable ClassLoader classLoader) {
        ClientHttpConnectorBuilder<?> builder =
                builders.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(classLoader));
        HttpClientSettings settings = settings(
                properties,
                prefix,
                defaults.getIfAvailable(HttpClientSettings::defaults),
                connection.getSslBundle(),
                sslBundles.getIfAvailable());
        int maxConnections = maxConnections(properties, prefix);
        this.connector = new LazyClientHttpConnector(() -> engine(builder, settings, maxConnections));
        if (settings.sslBundle() != null) {
            // Detect an unreadable certificate at startup rather than with the first request.
            this.connector.initialize();
        }
    }

    private static LazyClientHttpConnector.Engine engine(
            ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings, int maxConnections) {
        if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
            Duration connectTimeout = settings.connectTimeout();
            Connections connections = new Connections(
                    maxConnections,
                    connectTimeout != null ? connectTimeout : TransportSettings.DEFAULT_CONNECT_TIMEOUT);
            return new LazyClientHttpConnector.Engine(
                    // Spring Boot 4.0 ignores the proxy of the JVM. Customizers are applied later and can change it.
                    connections.connector(client -> reactor.withHttpClientFactory(client::proxyWithSystemProperties)
                            .build(settings)),
                    connections::close);
        }
        if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
            JettyHttpClientConfigurer configurer = new JettyHttpClientConfigurer();
            return new LazyClientHttpConnector.Engine(
                    jetty.withHttpClientCustomizer(configurer::configure).build(settings), configurer::stop);
        }
        ClientHttpConnector connector = builder.build(settings);
        return new LazyClientHttpConnector.Engine(connector, () -> close(connector));
    }

    private static void close(ClientHttpConnector connector) {
        if (connector instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException ex) {
                logger.debug("The HTTP client could not be closed", ex);
            }
        }
    }

    private static HttpClientSettings settings(
            ReplicateProperties.Http properties,
            String prefix,
            HttpClientSettings defaults,
            @Nullable SslBundle connectionBundle,
            @Nullable SslBundles sslBundles) {
        HttpClientSettings settings = defaults.withReadTimeout(null).withRedirects(HttpRedirects.DONT_FOLLOW);
        Duration connectTimeout = properties.getConnectTimeout();
        if (connectTimeout != null) {
            settings = settings.withConnectTimeout(ConfigurationErrors.forProperty(
                    prefix + ".connect-timeout", () -> TransportSettings.connectTimeout(connectTimeout)));
        } else if (defaults.connectTimeout() == null) {
            settings = settings.withConnectTimeout(TransportSettings.DEFAULT_CONNECT_TIMEOUT);
        }
        String bundle = properties.getSsl().getBundle();
        if (connectionBundle != null) {
            settings = settings.withSslBundle(connectionBundle);
        } else if (bundle != null) {
            if (sslBundles == null) {
                throw new ReplicateConfigurationException(
                        "'" + prefix + ".ssl.bundle' is set, but no SSL bundles are available.",
                        "Define the bundle under 'spring.ssl.bundle'.",
                        null);
            }
            settings = settings.withSslBundle(bundle(sslBundles, prefix, bundle));
        }
        return settings;
    }

    private static SslBundle bundle(SslBundles sslBundles, String prefix, String name) {
        try {
            return sslBundles.getBundle(name);
        } catch (NoSuchSslBundleException ex) {
            throw new ReplicateConfigurationException(
                    "'" + prefix + ".ssl.bundle' cannot be used: SSL bundle '" + name + "' does not exist.",
                    "Define the bundle under 'spring.ssl.bundle', or set the name of an existing one.",
                    ex);
        }
    }

    private static int maxConnections(ReplicateProperties.Http properties, String prefix) {
        Integer maxConnections = properties.getMaxConnections();
        return maxConnections == null
                ? TransportSettings.DEFAULT_MAX_CONNECTIONS
                : ConfigurationErrors.forProperty(
                        prefix + ".max-connections", () -> Arguments.positive("maxConnections", maxConnections));
    }

    ClientHttpConnector connector() {
        return this.connector;
    }

    @Override
    public void destroy() {
        this.connector.close();
    }
}
