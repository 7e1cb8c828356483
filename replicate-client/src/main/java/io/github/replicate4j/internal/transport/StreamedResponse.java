/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.http.BodyBytes;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response whose body has not been read yet.
 *
 * @param statusCode HTTP status
 * @param headers headers, read-only
 * @param body bytes, decompressed; to be read once, or released
 */
public record StreamedResponse(int statusCode, HttpHeaders headers, Flux<DataBuffer> body) {

    /** Close the connection without reading the body. */
    public Mono<Void> release() {
        return BodyBytes.discard(this.body);
    }

    @Override
    public String toString() {
        return "StreamedResponse[statusCode=" + this.statusCode + "]";
    }
}
