/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.request;

import io.github.replicate4j.emulator.internal.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request that the emulator received.
 *
 * @param operation the operation, or null if the path does not belong to any
 * @param method the HTTP method
 * @param uri the complete URL
 * @param headers the headers except {@code Authorization}
 * @param authorization the {@code Authorization} header, or null if there is none
 * @param bytes the body; empty if there is none, or if a fault broke the connection before it was read. It must not be
 *     modified
 * @param receivedAt the time of its arrival, by the emulator's clock
 * @param status the status of the response; null if none has been sent
 * @since 0.1.0
 */
public record JournalEntry(
        @Nullable Operation operation,
        String method,
        URI uri,
        HttpHeaders headers,
        @Nullable String authorization,
        byte[] bytes,
        Instant receivedAt,
        @Nullable Integer status) {

    /**
     * Return the first value of a header.
     *
     * @param name the header name, ignoring case; {@code Authorization} is not included
     * @return the value, or null if the header is missing
     */
    public @Nullable String header(String name) {
        return this.headers.getFirst(name);
    }

    /**
     * Return the body as UTF-8 text.
     *
     * @return the body
     */
    public String body() {
        return new String(this.bytes, StandardCharsets.UTF_8);
    }

    /**
     * Return the body as a JSON object.
     *
     * @return the object, which is unmodifiable
     * @throws RuntimeException if the body is not a JSON object
     */
    public Map<String, Object> json() {
        Map<String, Object> object = Json.readObject(this.bytes);
        if (object == null) {
            throw new IllegalStateException("The body is null");
        }
        return Collections.unmodifiableMap(object);
    }

    /**
     * Return the model input of a request that creates a prediction or a training.
     *
     * @return the object {@code input} of the body, which is unmodifiable
     * @throws RuntimeException if the body is not a JSON object or has no object {@code input}
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> input() {
        if (json().get("input") instanceof Map<?, ?> input) {
            return Collections.unmodifiableMap((Map<String, Object>) input);
        }
        throw new IllegalStateException("The body has no input");
    }

    /**
     * Return a description without the token and the body, which may contain secrets.
     */
    @Override
    public String toString() {
        return this.method + " " + this.uri + " (" + this.bytes.length + " bytes, "
                + (this.status == null ? "no response" : this.status) + ")";
    }
}
