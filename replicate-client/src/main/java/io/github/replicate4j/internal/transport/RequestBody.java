/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.json.Json;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The body of a request.
 */
sealed interface RequestBody {

    /** Add properties to a JSON object; other bodies are returned unchanged. */
    default RequestBody with(Map<String, @Nullable Object> properties) {
        return this;
    }

    /**
     * Add the body to a request. Called for each attempt.
     *
     * @param onLastByte called directly before the last byte is passed to the HTTP engine
     */
    WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request, Runnable onLastByte);

    /** Return whether the body can be sent again. */
    default boolean isSafeToResend() {
        return true;
    }

    /** A body in memory. */
    record Bytes(MediaType contentType, byte[] bytes) implements RequestBody {

        /** Small, because an incomplete request can be sent again only if its last chunk has not been requested. */
        private static final int CHUNK_SIZE = 16 * 1024;

        /** Reactor Netty requests more than all chunks of a smaller body before it writes the first one. */
        private static final int MIN_CHUNKED_SIZE = 256 * 1024;

        @Override
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request, Runnable onLastByte) {
            return request.contentType(this.contentType)
                    .contentLength(this.bytes.length)
                    .body((message, context) -> BodyInserters.fromDataBuffers(
                                    content(message.bufferFactory(), onLastByte))
                            .insert(message, context));
        }

        private Publisher<DataBuffer> content(DataBufferFactory buffers, Runnable onLastByte) {
            if (this.bytes.length < MIN_CHUNKED_SIZE) {
                return Mono.fromSupplier(() -> chunk(0, this.bytes.length, buffers, onLastByte));
            }
            return Flux.range(0, (this.bytes.length + CHUNK_SIZE - 1) / CHUNK_SIZE)
                    .map(index -> chunk(index * CHUNK_SIZE, CHUNK_SIZE, buffers, onLastByte));
        }

        private DataBuffer chunk(int start, int maxLength, DataBufferFactory buffers, Runnable onLastByte) {
            int length = Math.min(maxLength, this.bytes.length - start);
            if (start + length == this.bytes.length) {
                onLastByte.run();
            }
            return buffers.wrap(ByteBuffer.wrap(this.bytes, start, length));
        }
    }

    /** A JSON value. */
    record JsonValue(Object value, Bytes json) implements RequestBody {

        /**
         * Serialize the value immediately, so that an error occurs before anything is sent.
         *
         * @throws IllegalArgumentException if the value cannot be serialized
         */
        static JsonValue of(Object value) {
            return new JsonValue(value, new Bytes(MediaType.APPLICATION_JSON, Json.write(value)));
        }

        @Override
        public RequestBody with(Map<String, @Nullable Object> properties) {
            Map<?, ?> fields = properties.isEmpty() ? null : Json.fields(this.value);
            if (fields == null) {
                return this;
            }
            Map<Object, @Nullable Object> all = new LinkedHashMap<>(fields);
            all.putAll(properties);
            return of(all);
        }

        @Override
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request, Runnable onLastByte) {
            return this.json.into(request, onLastByte);
        }

        /** Return a description without the value, which may be secret. */
        @Override
        public String toString() {
            return "JsonValue[" + this.json.bytes().length + " bytes]";
        }
    }

    /**
     * A body that is read while it is sent.
     *
     * @param length total number of bytes, or {@code null} if it is unknown
     * @param content the bytes; subscribed to for each attempt
     */
    record Streamed(MediaType contentType, @Nullable Long length, Flux<DataBuffer> content, BooleanSupplier repeatable)
            implements RequestBody {

        /** The request counts as written from its first byte, because the length of the content may be unknown. */
        @Override
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request, Runnable onLastByte) {
            WebClient.RequestBodySpec typed = request.contentType(this.contentType);
            WebClient.RequestBodySpec sized = this.length == null ? typed : typed.contentLength(this.length);
            return sized.body(BodyInserters.fromDataBuffers(Flux.defer(() -> {
                onLastByte.run();
                return this.content;
            })));
        }

        @Override
        public boolean isSafeToResend() {
            return this.repeatable.getAsBoolean();
        }
    }
}
