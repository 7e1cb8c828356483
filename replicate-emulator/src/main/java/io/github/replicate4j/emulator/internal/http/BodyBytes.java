/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads bodies into memory.
 */
public final class BodyBytes {

    private BodyBytes() {}

    /** Return all bytes of a body, which may be empty. */
    public static Mono<byte[]> join(Flux<DataBuffer> body) {
        return join(body, -1);
    }

    /**
     * Return all bytes of a body, which may be empty.
     *
     * @param limit the maximum number of bytes, or -1 for no limit
     * @return the bytes, or a {@link DataBufferLimitException} if there are more
     */
    public static Mono<byte[]> join(Flux<DataBuffer> body, int limit) {
        return DataBufferUtils.join(body, limit).map(BodyBytes::take).defaultIfEmpty(new byte[0]);
    }

    /** Return the bytes of a buffer, and release it. */
    public static byte[] take(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
