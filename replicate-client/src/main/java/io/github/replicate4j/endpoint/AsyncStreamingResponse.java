/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.endpoint;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactive variant of {@link StreamingResponse}.
 *
 * @since 0.1.0
 */
public interface AsyncStreamingResponse {

    /**
     * Return the HTTP status.
     *
     * @see StreamingResponse#statusCode()
     */
    int statusCode();

    /**
     * Return the headers.
     *
     * @see StreamingResponse#headers()
     */
    HttpHeaders headers();

    /**
     * Return the body as a stream of buffers, which the subscriber must release; the body can be read once.
     *
     * @see StreamingResponse#body()
     */
    Flux<DataBuffer> body();

    /**
     * Release the response without reading its body; does nothing after the body has been read.
     *
     * @see #body()
     */
    Mono<Void> release();
}
