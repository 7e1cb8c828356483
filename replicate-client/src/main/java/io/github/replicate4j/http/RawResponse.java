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
 * The result of a call together with its HTTP response. If the call sends several requests, this is the last response.
 *
 * @param value the result; {@code null} if the call returns nothing
 * @param statusCode HTTP status
 * @param headers headers, read-only
 * @param body bytes, decompressed
 * @param retriesTaken number of retries before this response
 * @param <T> type of the result
 * @since 0.1.0
 */
public record RawResponse<T extends @Nullable Object>(
        T value, int statusCode, HttpHeaders headers, byte[] body, int retriesTaken) {

    /**
     * Read the body as JSON. Unlike in the result, a missing property and a {@code null} property can be distinguished.
     *
     * @return maps, lists, strings, numbers, booleans
     * @throws io.github.replicate4j.error.UnreadableJsonException if the body is not JSON
     */
    public Object json() {
        return Json.read(this.body, Object.class);
    }

    /** Return a description without the body and headers, which may contain inputs, outputs and signed URLs. */
    @Override
    public String toString() {
        return "RawResponse[statusCode=" + this.statusCode + ", bytes=" + this.body.length + ", retriesTaken="
                + this.retriesTaken + "]";
    }
}
