/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.Json;
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
 * @param operation the operation, or null if the path is none of Replicate's
 * @param method the HTTP method
 * @param uri the whole URL
 * @param headers the headers but {@code Authorization}
 * @param authorization the {@code Authorization} header, if there was one
 * @param bytes the body; empty if there was none, or if a fault broke the connection before it was read. Not to be
 *     changed
 * @param receivedAt when it came, by the emulator's clock
 * @param status the status it was answered with; null if it has not been answered, or never will be
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
     * Returns a header.
     *
     * @param name its name, in upper or lower case; {@code Authorization} is not found
     * @return its first value, or null if there is none
     */
    public @Nullable String header(String name) {
        return this.headers.getFirst(name);
    }

    /**
     * Returns the body as text.
     *
     * @return the body, read as UTF-8
     */
    public String body() {
        return new String(this.bytes, StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as a JSON object.
     *
     * @return the object, which cannot be changed
     * @throws RuntimeException if the body is no JSON object
     */
    public Map<String, Object> json() {
        Map<String, Object> object = Json.readObject(this.bytes);
        if (object == null) {
            throw new IllegalStateException("The body is null");
        }
        return Collections.unmodifiableMap(object);
    }

    /**
     * Returns what a create hands to its model.
     *
     * @return the object {@code input} of the body, which cannot be changed
     * @throws RuntimeException if the body is no JSON object, or has no such object
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> input() {
        if (json().get("input") instanceof Map<?, ?> input) {
            return Collections.unmodifiableMap((Map<String, Object>) input);
        }
        throw new IllegalStateException("The body has no input");
    }

    boolean createsPrediction() {
        return this.operation != null && this.operation.createsPrediction();
    }

    /** Shows neither the token nor the body, which may hold secrets. */
    @Override
    public String toString() {
        return this.method + " " + this.uri + " (" + this.bytes.length + " bytes, "
                + (this.status == null ? "no answer" : this.status) + ")";
    }
}
