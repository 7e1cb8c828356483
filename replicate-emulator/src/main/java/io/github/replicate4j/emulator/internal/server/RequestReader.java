/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.files.UploadReader;
import io.github.replicate4j.emulator.internal.http.BodyBytes;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Upload;
import io.github.replicate4j.emulator.request.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads request bodies into memory, or to disk if they are uploads.
 */
public final class RequestReader {

    public static final int MAX_BODY = 32 << 20;

    private static final int UPLOAD_PREFIX = 1 << 20;

    private final InstantSource clock;

    private final EmulatorAddress address;

    private final UploadReader uploads;

    public RequestReader(InstantSource clock, EmulatorAddress address, UploadReader uploads) {
        this.clock = clock;
        this.address = address;
        this.uploads = uploads;
    }

    public Mono<ReceivedRequest> read(@Nullable Operation operation, ServerRequest request) {
        if (operation != Operation.FILES_CREATE) {
            return Mono.defer(() -> readAll(request.exchange().getRequest().getBody()))
                    .map(body -> received(request, body, null));
        }
        ByteArrayOutputStream prefix = new ByteArrayOutputStream();
        return this.uploads
                .read(request.exchange().getRequest(), buffer -> copy(buffer, prefix))
                .map(upload -> received(request, prefix.toByteArray(), upload));
    }

    /**
     * Read a body to its end, even if it is too large: otherwise the client cannot read the response before the connection breaks.
     */
    private static Mono<byte[]> readAll(Flux<DataBuffer> body) {
        AtomicLong length = new AtomicLong();
        Flux<DataBuffer> truncated = body.handle((buffer, sink) -> {
            if (length.addAndGet(buffer.readableByteCount()) <= MAX_BODY) {
                sink.next(buffer);
            } else {
                DataBufferUtils.release(buffer);
            }
        });
        return BodyBytes.join(truncated)
                .filter(bytes -> bytes.length == length.get())
                .switchIfEmpty(Mono.error(() -> new DataBufferLimitException("The body is too large")));
    }

    /** Return a request without reading its body. */
    ReceivedRequest unread(ServerRequest request) {
        return received(request, new byte[0], null);
    }

    private ReceivedRequest received(ServerRequest request, byte[] body, @Nullable Upload upload) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(request.headers().asHttpHeaders());
        return new ReceivedRequest(
                request.method().name(),
                request.uri(),
                request.pathVariables(),
                request.queryParams(),
                headers,
                body,
                upload,
                this.clock.instant(),
                this.address.links(request.uri(), headers));
    }

    private static void copy(DataBuffer buffer, ByteArrayOutputStream prefix) {
        try (DataBuffer.ByteBufferIterator buffers = buffer.readableByteBuffers()) {
            while (buffers.hasNext() && prefix.size() < UPLOAD_PREFIX) {
                ByteBuffer next = buffers.next();
                byte[] bytes = new byte[Math.min(next.remaining(), UPLOAD_PREFIX - prefix.size())];
                next.get(bytes);
                prefix.writeBytes(bytes);
            }
        }
    }
}
