/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
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

    /** Add the body to a request. Called for each attempt. */
    WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request);

    /** Return whether the body can be sent again. */
    default boolean isSafeToResend() {
        return true;
    }

    /** A body in memory. */
    record Bytes(MediaType contentType, byte[] bytes) implements RequestBody {

        @Override
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
            return request.contentType(this.contentType)
                    .contentLength(this.bytes.length)
                    .body((message, context) -> BodyInserters.fromDataBuffers(Mono.fromSupplier(
                                    () -> message.bufferFactory().wrap(this.bytes)))
                            .insert(message, context));
        }
    }

    /** A JSON value. */
    record JsonValue(Object value, Bytes json) implements RequestBody {

        /**
         * Serialise the value immediately, so that an error occurs before anything is sent.
         *
         * @throws IllegalArgumentException if the value cannot be serialised
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
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
            return this.json.into(request);
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

        @Override
        public WebClient.RequestHeadersSpec<?> into(WebClient.RequestBodySpec request) {
            WebClient.RequestBodySpec typed = request.contentType(this.contentType);
            WebClient.RequestBodySpec sized = this.length == null ? typed : typed.contentLength(this.length);
            return sized.body(BodyInserters.fromDataBuffers(this.content));
        }

        @Override
        public boolean isSafeToResend() {
            return this.repeatable.getAsBoolean();
        }
    }
}
