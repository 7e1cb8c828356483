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
