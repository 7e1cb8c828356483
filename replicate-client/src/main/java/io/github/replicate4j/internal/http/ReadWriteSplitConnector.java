/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Uses separate connections for reads and writes. A read that is cancelled just as its response arrives can close its
 * connection after another request has acquired it. If that request were a create, its outcome would be unknown.
 *
 * <p>The method of a request decides, because a connector does not know whether the request is idempotent. Cancels and uploads
 * are therefore sent over the connections for writes, although they can be cancelled in flight.
 *
 * @param reads sends requests of the other methods
 * @param writes sends {@code POST}, {@code PUT} and {@code PATCH} requests
 */
record ReadWriteSplitConnector(ClientHttpConnector reads, ClientHttpConnector writes) implements ClientHttpConnector {

    private static final Set<HttpMethod> WRITES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
        ClientHttpConnector connector = WRITES.contains(method) ? this.writes : this.reads;
        return connector.connect(method, uri, requestCallback);
    }
}
