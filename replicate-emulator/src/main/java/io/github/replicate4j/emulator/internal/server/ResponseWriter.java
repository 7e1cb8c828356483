/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.internal.fault.FaultPlan;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ResponseBody;
import io.github.replicate4j.emulator.internal.stream.DefaultStreamFault;
import io.github.replicate4j.emulator.internal.stream.EventEncoder;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends a response, or part of it if a fault breaks the connection.
 */
final class ResponseWriter {

    private static final int BUFFER_SIZE = 64 << 10;

    private ResponseWriter() {}

    static Mono<ServerResponse> write(ApiResponse response, FaultPlan fault, RawConnection connection) {
        return switch (fault.ending()) {
            case COMPLETE, TRUNCATED_JSON -> complete(response, fault.stream(), connection);
            case TORN_BODY -> connection.sendHalfAndClose(response);
            case RESET_MID_BODY -> connection.sendHalfAndReset(response);
            case RESET_BEFORE_REQUEST_READ, RESET_BEFORE_RESPONSE, LOST_RESPONSE -> connection.reset();
            case HANG -> Mono.never();
        };
    }

    private static Mono<ServerResponse> complete(
            ApiResponse response, DefaultStreamFault fault, RawConnection connection) {
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(response.status()).headers(headers -> headers.putAll(response.headers()));
        ResponseBody content = response.content();
        if (content instanceof ResponseBody.Bytes bytes) {
            // A response with status 204 has no Content-Length.
            if (bytes.length() == 0 && !response.headers().containsHeader(HttpHeaders.CONTENT_TYPE)) {
                return builder.build();
            }
            // Not bodyValue(...), which rejects malformed content types.
            return builder.contentLength(bytes.length())
                    .body((message, context) -> message.writeWith(
                            Mono.fromSupplier(() -> message.bufferFactory().wrap(bytes.prefix()))));
        }
        if (content instanceof ResponseBody.Stored stored) {
            return builder.contentLength(stored.length())
                    .body((message, context) -> message.writeWith(
                            DataBufferUtils.read(stored.file(), DefaultDataBufferFactory.sharedInstance, BUFFER_SIZE)));
        }
        ResponseBody.Events events = (ResponseBody.Events) content;
        Flux<byte[]> frames = EventEncoder.encode(events.log(), events.lastEventId(), events.data(), fault)
                .publishOn(connection.thread())
                .onErrorResume(EventEncoder.ResetException.class, reset -> connection.resetSoon());
        return builder.body((message, context) -> message.writeAndFlushWith(
                frames.map(frame -> Mono.just(message.bufferFactory().wrap(frame)))));
    }
}
