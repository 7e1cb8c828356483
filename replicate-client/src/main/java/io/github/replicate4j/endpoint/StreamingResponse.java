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

package io.github.replicate4j.endpoint;

import io.github.replicate4j.internal.reactive.BodyInputStream;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;

/**
 * A successful response whose body is streamed.
 *
 * @since 0.1.0
 */
public final class StreamingResponse {

    private final AsyncStreamingResponse async;

    private final BodyInputStream body;

    StreamingResponse(AsyncStreamingResponse async) {
        this.async = async;
        this.body = new BodyInputStream(async.body());
    }

    /**
     * Return the HTTP status.
     *
     * @return a status of success
     */
    public int statusCode() {
        return this.async.statusCode();
    }

    /**
     * Return the headers.
     *
     * @return the headers, read-only
     */
    public HttpHeaders headers() {
        return this.async.headers();
    }

    /**
     * Return the body as a stream, which is not held in memory. Reading from the stream throws a
     * {@link io.github.replicate4j.error.ReplicateException} if the body is incomplete.
     *
     * @return the same stream for each call; it need not be closed
     */
    public InputStream body() {
        return this.body;
    }

    void close() {
        this.body.close();
        this.async.release().subscribe();
    }

    @Override
    public String toString() {
        return this.async.toString();
    }
}
