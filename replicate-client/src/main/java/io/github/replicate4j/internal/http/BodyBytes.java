/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.internal.reactive.DroppedErrors;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads or discards response bodies.
 */
public final class BodyBytes {

    private BodyBytes() {}

    /**
     * Copy a joined body into memory and release it.
     *
     * @return its bytes; an empty array if there is no body
     */
    public static Mono<byte[]> of(Mono<DataBuffer> joined) {
        return joined.map(BodyBytes::drain).defaultIfEmpty(new byte[0]);
    }

    /** Read the first bytes of a body of any length. */
    public static Mono<byte[]> prefix(Flux<DataBuffer> body, int length) {
        return of(DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(body, length)));
    }

    /** Close the connection of a body that is not read, even if most of it has not arrived yet. */
    public static Mono<Void> discard(Flux<DataBuffer> body) {
        return Mono.fromRunnable(() -> body.subscribe(DataBufferUtils.releaseConsumer(), DroppedErrors::log)
                .dispose());
    }

    private static byte[] drain(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
