/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
