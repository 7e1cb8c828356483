/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Arguments;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * The Reactor Netty connection pools of a client without a connector of the application: one pool for reads and one for
 * requests that create or change something.
 */
public final class Connections implements AutoCloseable {

    private static final SslProvider.GenericSslContextSpec<?> TLS = Http11SslContextSpec.forClient();

    private final ConnectionProvider reads;

    private final ConnectionProvider writes;

    private final Duration connectTimeout;

    private volatile boolean closed;

    /**
     * Create the pools. No connection is opened yet.
     *
     * @param maxConnections maximum number of connections of each pool to one host, at least 1; a call waits up to 45 s for
     *     a free connection
     * @param connectTimeout maximum time to open a connection, including the TLS handshake; at least a millisecond
     * @throws IllegalArgumentException if an argument is out of range
     */
    public Connections(int maxConnections, Duration connectTimeout) {
        this.connectTimeout = TransportSettings.connectTimeout(connectTimeout);
        this.reads = pool("replicate", Arguments.positive("maxConnections", maxConnections));
        this.writes = pool("replicate-writes", maxConnections);
    }

    private static ConnectionProvider pool(String name, int maxConnections) {
        // Idle connections that the server has closed are the most common reason for lost responses.
        return ConnectionProvider.builder(name)
                .maxConnections(maxConnections)
                .pendingAcquireMaxCount((int) Math.min(10L * maxConnections, Integer.MAX_VALUE))
                .pendingAcquireTimeout(Duration.ofSeconds(45))
                .maxIdleTime(Duration.ofSeconds(30))
                .maxLifeTime(Duration.ofMinutes(5))
                .evictInBackground(Duration.ofSeconds(30))
                .build();
    }

    /**
     * Return the connector that uses these pools and the proxy of the JVM or the environment.
     *
     * @param environment returns the value of an environment variable, or {@code null}
     * @throws IllegalArgumentException if the proxy in the environment is invalid
     */
    public ClientHttpConnector standaloneConnector(UnaryOperator<@Nullable String> environment) {
        SystemProxy proxy = new SystemProxy(environment);
        return connector(client -> new ReactorClientHttpConnector(proxy.applyTo(client)));
    }

    /**
     * Return a connector that uses these pools, with further settings.
     *
     * @param factory creates a connector from an HTTP client that neither follows redirects nor retries requests; called
     *     once for each pool
     */
    public ClientHttpConnector connector(Function<HttpClient, ClientHttpConnector> factory) {
        return new ReadWriteSplitConnector(
                factory.apply(httpClient(this.reads)), factory.apply(httpClient(this.writes)));
    }

    private HttpClient httpClient(ConnectionProvider pool) {
        return HttpClient.create(pool)
                .compress(true)
                .followRedirect(false)
                .disableRetry(true)
                .mapConnect(connection -> Mono.defer(() -> this.closed ? Mono.error(alreadyClosed()) : connection))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.connectTimeout.toMillis()))
                .secure(tls -> tls.sslContext(TLS).handshakeTimeout(this.connectTimeout));
    }

    /** A disposed pool would open connections again, and they would never be closed. */
    private static ReplicateException alreadyClosed() {
        return new ReplicateException("This client has been closed: create another one.", null);
    }

    /** Close the pools and all of their connections. No further connection is opened. */
    @Override
    public void close() {
        this.closed = true;
        this.reads.disposeLater().subscribe();
        this.writes.disposeLater().subscribe();
    }
}
