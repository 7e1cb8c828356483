/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
