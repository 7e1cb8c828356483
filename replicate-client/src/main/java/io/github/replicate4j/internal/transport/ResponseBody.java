/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.json.JsonPrefix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The body of a successful response. It keeps what has arrived, so that an incomplete or unreadable response to a create
 * still yields the id of the created resource.
 *
 * <p>A body that belongs to another request is not read to its end, so that the HTTP engine closes the connection: its next
 * response would belong to another request, too.
 */
final class ResponseBody {

    private final ApiRequest request;

    private final int status;

    private final HttpHeaders headers;

    private final int maxSize;

    private final JsonPrefix identity;

    /** Guarded by this object. A body that arrives in one buffer, as most bodies do, is copied only once. */
    private byte[] received = new byte[0];

    private int size;

    ResponseBody(ApiRequest request, int status, HttpHeaders headers, int maxSize) {
        this.request = request;
        this.status = status;
        this.headers = headers;
        this.maxSize = maxSize;
        this.identity = new JsonPrefix(request.expected().keySet());
    }

    /** Read the body. Fails with {@link ApiResponseValidationException} if it is too large or belongs to another request. */
    Mono<Exchange> read(Flux<DataBuffer> content) {
        return content.map(this::append).then(Mono.fromSupplier(this::complete));
    }

    /**
     * Return the id of the resource, even if the body is incomplete.
     *
     * @return the id, or {@code null} if it has not arrived
     */
    synchronized @Nullable String id() {
        return JsonPrefix.id(this.received, this.size);
    }

    /**
     * Append the content of a buffer and release it.
     *
     * @return the size so far; a released buffer must not be passed on, because the application may release discarded buffers
     */
    private synchronized int append(DataBuffer buffer) {
        int start = this.size;
        int length = Math.min(buffer.readableByteCount(), this.maxSize - start);
        boolean tooLarge = length < buffer.readableByteCount();
        try {
            ensureCapacity(start + length);
            buffer.read(this.received, start, length);
            this.size += length;
        } finally {
            DataBufferUtils.release(buffer);
        }
        identify(start, length);
        if (tooLarge) {
            throw invalid("is larger than the maximum of " + this.maxSize + " bytes (maxInMemorySize)");
        }
        return this.size;
    }

    private void ensureCapacity(int capacity) {
        if (capacity > this.received.length) {
            long doubled = Math.min(2L * this.received.length, this.maxSize);
            this.received = Arrays.copyOf(this.received, (int) Math.max(capacity, doubled));
        }
    }

    private synchronized Exchange complete() {
        byte[] body = this.size == this.received.length ? this.received : Arrays.copyOf(this.received, this.size);
        return new Exchange(this.status, this.headers, body);
    }

    private void identify(int start, int length) {
        this.identity.append(this.received, start, length);
        this.identity.strings().forEach((field, value) -> {
            String expected = this.request.expected().get(field);
            if (!value.isBlank() && !value.equalsIgnoreCase(expected)) {
                throw invalid(
                        "belongs to another request: its '" + field + "' is " + value + " instead of " + expected);
            }
        });
    }

    private ApiResponseValidationException invalid(String problem) {
        return new ApiResponseValidationException(
                "The response to " + this.request.description() + " " + problem + ".",
                null,
                this.request.operation(),
                this.status,
                this.headers,
                "");
    }
}
