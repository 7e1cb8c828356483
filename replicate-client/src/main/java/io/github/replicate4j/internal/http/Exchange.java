/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/**
 * A complete HTTP response.
 *
 * @param statusCode HTTP status
 * @param headers headers
 * @param body bytes, decompressed
 */
public record Exchange(int statusCode, HttpHeaders headers, byte[] body) {

    /** Maximum number of bytes of an error body that are read and kept. */
    public static final int ERROR_BODY_LIMIT = 64 * 1024;

    /** Return whether the status is 2xx. */
    public boolean successful() {
        return this.statusCode >= 200 && this.statusCode < 300;
    }

    /**
     * Return the body as text for an error.
     *
     * @return at most the first 64 KB
     */
    public String text() {
        return new String(this.body, 0, Math.min(this.body.length, ERROR_BODY_LIMIT), StandardCharsets.UTF_8);
    }
}
