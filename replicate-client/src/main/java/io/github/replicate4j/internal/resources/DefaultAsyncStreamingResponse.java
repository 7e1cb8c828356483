/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.endpoint.AsyncStreamingResponse;
import io.github.replicate4j.internal.transport.StreamedResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncStreamingResponse}. */
public final class DefaultAsyncStreamingResponse implements AsyncStreamingResponse {

    private final AtomicBoolean consumed = new AtomicBoolean();

    private final StreamedResponse response;

    DefaultAsyncStreamingResponse(StreamedResponse response) {
        this.response = response;
    }

    @Override
    public int statusCode() {
        return this.response.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return this.response.headers();
    }

    @Override
    public Flux<DataBuffer> body() {
        return Flux.defer(() -> this.consumed.compareAndSet(false, true)
                ? this.response.body()
                : Flux.error(new IllegalStateException("The body of a streaming response can be read only once")));
    }

    @Override
    public Mono<Void> release() {
        return Mono.defer(() -> this.consumed.compareAndSet(false, true) ? this.response.release() : Mono.empty());
    }

    @Override
    public String toString() {
        return "StreamingResponse[statusCode=" + statusCode() + "]";
    }
}
