/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.support.Arguments;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * The connections of a client that was given none: Reactor Netty with pools of its own, one for reads and one for what
 * creates or changes something.
 */
public final class Connections implements AutoCloseable {

    private static final SslProvider.GenericSslContextSpec<?> TLS = Http11SslContextSpec.forClient();

    private final ConnectionProvider reads;

    private final ConnectionProvider writes;

    private final Duration connectTimeout;

    private volatile boolean closed;

    /**
     * Opens the pools. No connection is made yet.
     *
     * @param maxConnections how many connections each pool may have at once to one host, at least one; a call that finds
     *     all in use waits for up to 45 s
     * @param connectTimeout how long a connection, its TLS handshake included, may take to come about
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Connections(int maxConnections, Duration connectTimeout) {
        this.connectTimeout = Arguments.positive("connectTimeout", connectTimeout);
        this.reads = pool("replicate", Arguments.positive("maxConnections", maxConnections));
        this.writes = pool("replicate-writes", maxConnections);
    }

    private static ConnectionProvider pool(String name, int maxConnections) {
        // A connection that the other side has closed meanwhile is the commonest way to lose an answer.
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
     * Returns the connector over these pools.
     *
     * @return a connector that follows no redirects and repeats no request
     */
    public ClientHttpConnector connector() {
        return connector(ReactorClientHttpConnector::new);
    }

    /**
     * Returns a connector over these pools, with further settings.
     *
     * @param settings makes a connector of an HTTP client that follows no redirects and repeats no request; called for each
     *     pool
     * @return the connector
     */
    public ClientHttpConnector connector(Function<HttpClient, ClientHttpConnector> settings) {
        return new ReadWriteSplitConnector(
                settings.apply(httpClient(this.reads)), settings.apply(httpClient(this.writes)));
    }

    private HttpClient httpClient(ConnectionProvider pool) {
        return HttpClient.create(pool)
                .compress(true)
                .followRedirect(false)
                .disableRetry(true)
                .mapConnect(connection -> Mono.defer(() -> this.closed ? Mono.error(closedAlready()) : connection))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.connectTimeout.toMillis()))
                .secure(tls -> tls.sslContext(TLS).handshakeTimeout(this.connectTimeout));
    }

    /** A pool itself would open anew, and never be closed again. */
    private static ReplicateException closedAlready() {
        return new ReplicateException("This client has been closed: make another one.", null);
    }

    /** Closes the pools and every connection in them. No further connection is made. */
    @Override
    public void close() {
        this.closed = true;
        this.reads.disposeLater().subscribe();
        this.writes.disposeLater().subscribe();
    }
}
