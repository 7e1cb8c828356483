/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.endpoint.AsyncEndpoints;
import io.github.replicate4j.endpoint.AsyncStreamingResponse;
import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncEndpoints}. */
public final class DefaultAsyncEndpoints implements AsyncEndpoints {

    private final Transport transport;

    DefaultAsyncEndpoints(Transport transport) {
        this.transport = transport;
    }

    @Override
    public <T> Mono<T> call(EndpointRequest request, Class<T> type) {
        return ApplicationErrors.unwrap(ApplicationErrors.defer(() -> this.transport.send(apiRequest(request), type)));
    }

    @Override
    public Mono<Void> call(EndpointRequest request) {
        return ApplicationErrors.unwrap(
                ApplicationErrors.defer(() -> this.transport.sendForStatus(apiRequest(request))));
    }

    @Override
    public <T> Mono<T> stream(EndpointRequest request, Function<AsyncStreamingResponse, Mono<T>> read) {
        return ApplicationErrors.unwrap(Mono.usingWhen(
                open(request),
                response -> ApplicationErrors.call(() -> read.apply(response)),
                AsyncStreamingResponse::release));
    }

    @Override
    public Mono<AsyncStreamingResponse> open(EndpointRequest request) {
        return ApplicationErrors.unwrap(ApplicationErrors.defer(() -> this.transport.open(apiRequest(request)))
                .map(DefaultAsyncStreamingResponse::new));
    }

    private static ApiRequest apiRequest(EndpointRequest request) {
        ApiRequest call = ApiRequest.of(
                request.method() + " " + request.path(), request.method(), request.path(), request.repeatable());
        request.pathVariables().forEach(call::path);
        request.queryParams().forEach(call::queryParam);
        request.headers().forEach(call::header);
        return request.body() == null ? call : call.json(request.body());
    }
}
