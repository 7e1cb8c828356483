/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.endpoint;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;
import java.util.function.Function;

/**
 * Calls of endpoints that this version of the client has no method for. The API token, the options of the client,
 * retries, timeouts and errors are the same as for all other operations.
 *
 * @since 0.1.0
 */
public final class Endpoints {

    private final AsyncEndpoints async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Endpoints(AsyncEndpoints async) {
        this.async = async;
    }

    /**
     * Call an endpoint and read its response as JSON.
     *
     * @param request the request
     * @param type type of the response, such as a record, a {@link java.util.Map} or an array
     * @param <T> type of the response
     * @return the response
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if the request fails
     */
    public <T> T call(EndpointRequest request, Class<T> type) {
        return Blocking.value(this.async.call(request, type));
    }

    /**
     * Call an endpoint and ignore the body of its response.
     *
     * @param request the request
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if the request fails
     */
    public void call(EndpointRequest request) {
        Blocking.get(this.async.call(request));
    }

    /**
     * Call an endpoint and stream its response, which can be of any length. The connection is released when the
     * function returns.
     *
     * @param request the request
     * @param read reads the response, on the calling thread
     * @param <T> type of the result
     * @return the result of the function
     * @throws IllegalArgumentException if the body cannot be written as JSON
     * @throws ReplicateException if the request fails
     */
    public <T> T stream(EndpointRequest request, Function<StreamingResponse, T> read) {
        StreamingResponse response =
                Blocking.value(this.async.open(request).map(StreamingResponse::new), StreamingResponse::close);
        try {
            return read.apply(response);
        } finally {
            response.close();
        }
    }
}
