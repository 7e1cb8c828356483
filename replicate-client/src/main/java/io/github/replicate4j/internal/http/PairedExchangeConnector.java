/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Pairs each request with its own response on all Reactor Netty connections, including those of a connector of the
 * application. Other HTTP engines do this themselves.
 *
 * @param connector sends the requests
 */
public record PairedExchangeConnector(ClientHttpConnector connector) implements ClientHttpConnector {

    @Override
    public Mono<ClientHttpResponse> connect(
            HttpMethod method, URI uri, Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
        return this.connector.connect(method, uri, request -> {
            ReactorNettyRequests.pair(request);
            return requestCallback.apply(request);
        });
    }
}
