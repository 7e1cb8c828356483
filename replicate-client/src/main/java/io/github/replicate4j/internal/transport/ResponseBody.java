/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.json.JsonPrefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.util.FastByteArrayOutputStream;
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

    private final FastByteArrayOutputStream received = new FastByteArrayOutputStream();

    private final JsonPrefix identity;

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
        return JsonPrefix.id(this.received.toByteArray());
    }

    /**
     * Append the content of a buffer and release it.
     *
     * @return the size so far; a released buffer must not be passed on, because the application may release discarded buffers
     */
    private synchronized int append(DataBuffer buffer) {
        byte[] bytes = new byte[Math.min(buffer.readableByteCount(), this.maxSize - this.received.size())];
        boolean tooLarge = bytes.length < buffer.readableByteCount();
        try {
            buffer.read(bytes);
            if (this.received.size() == 0 && bytes.length > 0) {
                // A body that arrives in one buffer, as most bodies do, is not copied again.
                this.received.resize(bytes.length);
            }
            this.received.write(bytes);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } finally {
            DataBufferUtils.release(buffer);
        }
        identify(bytes);
        if (tooLarge) {
            throw invalid("is larger than the maximum of " + this.maxSize + " bytes (maxInMemorySize)");
        }
        return this.received.size();
    }

    private synchronized Exchange complete() {
        return new Exchange(this.status, this.headers, this.received.toByteArrayUnsafe());
    }

    private void identify(byte[] bytes) {
        this.identity.append(bytes);
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
