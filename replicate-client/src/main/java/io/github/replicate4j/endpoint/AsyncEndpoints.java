/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.endpoint;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link Endpoints}.
 *
 * @since 0.1.0
 */
public interface AsyncEndpoints {

    /**
     * Call an endpoint and read its response as JSON.
     *
     * @see Endpoints#call(EndpointRequest, Class)
     */
    <T> Mono<T> call(EndpointRequest request, Class<T> type);

    /**
     * Call an endpoint and ignore the body of its response.
     *
     * @see Endpoints#call(EndpointRequest)
     */
    Mono<Void> call(EndpointRequest request);

    /**
     * Call an endpoint and stream its response.
     *
     * @see Endpoints#stream(EndpointRequest, Function)
     */
    <T> Mono<T> stream(EndpointRequest request, Function<AsyncStreamingResponse, Mono<T>> read);

    /**
     * Call an endpoint and return its response without reading the body, which the caller must read or
     * {@linkplain AsyncStreamingResponse#release() release} to return the connection to the pool.
     *
     * @see Endpoints#stream(EndpointRequest, Function)
     */
    Mono<AsyncStreamingResponse> open(EndpointRequest request);
}
