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

package io.github.replicate4j.http;

import io.github.replicate4j.internal.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a call returned, with the HTTP answer it was made of. When a call makes several requests, this is the last one.
 *
 * @param value what the call returned; {@code null} if it returns nothing
 * @param statusCode HTTP status
 * @param headers headers, read-only
 * @param body bytes, decompressed
 * @param retriesTaken how often the request was sent again before this answer came
 * @param <T> what the call returns
 */
public record RawResponse<T extends @Nullable Object>(
        T value, int statusCode, HttpHeaders headers, byte[] body, int retriesTaken) {

    /**
     * Reads the body as plain Java. What is missing is absent there, and what is {@code null} is present: only here can
     * the two be told apart.
     *
     * @return maps, lists, strings, numbers, booleans
     * @throws io.github.replicate4j.error.UnreadableJsonException if the body is no JSON
     */
    public Object json() {
        return Json.read(this.body, Object.class);
    }

    /** Neither body nor headers: they may hold inputs, outputs and signed URLs. */
    @Override
    public String toString() {
        return "RawResponse[statusCode=" + this.statusCode + ", bytes=" + this.body.length + ", retriesTaken="
                + this.retriesTaken + "]";
    }
}
