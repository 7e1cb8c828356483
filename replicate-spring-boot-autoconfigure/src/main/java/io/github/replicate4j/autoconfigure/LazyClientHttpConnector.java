/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.error.ReplicateException;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;

/**
 * {@link ClientHttpConnector} that creates its HTTP engine with the first request, which shortens startup. Closing it does not create
 * an engine.
 */
final class LazyClientHttpConnector implements ClientHttpConnector {

    private final Supplier<Engine> factory;

    private volatile @Nullable Engine engine;

    private boolean closed;

    LazyClientHttpConnector(Supplier<Engine> factory) {
        this.factory = factory;
    }

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
        Engine engine = this.engine;
        ClientHttpConnector connector = engine != null ? engine.connector() : initialize();
        return connector.connect(method, uri, requestCallback);
    }

    /**
     * Create the engine if it does not exist yet.
     *
     * @throws ReplicateException if this connector was closed before
     */
    synchronized ClientHttpConnector initialize() {
        Engine engine = this.engine;
        if (engine == null) {
            if (this.closed) {
                throw new ReplicateException("This client has been closed: create another one.", null);
            }
            engine = this.factory.get();
            this.engine = engine;
        }
        return engine.connector();
    }

    synchronized void close() {
        this.closed = true;
        Engine engine = this.engine;
        if (engine != null) {
            engine.close().run();
        }
    }

    /**
     * A created HTTP engine.
     *
     * @param connector sends requests
     * @param close closes the engine
     */
    record Engine(ClientHttpConnector connector, Runnable close) {}
}
