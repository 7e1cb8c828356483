/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.internal.http.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Records the response of a call for {@link RawResponse}.
 */
public final class ResponseRecorder {

    private volatile @Nullable Exchange exchange;

    private volatile int retriesTaken;

    /** Create a recorder for one call. */
    public ResponseRecorder() {}

    void record(Exchange exchange, int retriesTaken) {
        this.retriesTaken = retriesTaken;
        this.exchange = exchange;
    }

    /**
     * Return the value of the call with its response.
     *
     * @throws IllegalStateException if the call sent no request
     */
    public <T> RawResponse<T> with(T value) {
        return join(value);
    }

    /**
     * Return the response of a call without a value.
     *
     * @return the last response of the call, with {@code null} as the value
     * @throws IllegalStateException if the call sent no request
     */
    @SuppressWarnings("NullAway") // a Mono<Void> has no value, and its type cannot express that
    public <T> RawResponse<T> withNothing() {
        return join(null);
    }

    private <T extends @Nullable Object> RawResponse<T> join(T value) {
        Exchange last = this.exchange;
        if (last == null) {
            throw new IllegalStateException(
                    "The call inside withRawResponse sent no request to the API; it must be made"
                            + " on the client that is passed to it");
        }
        return new RawResponse<>(value, last.statusCode(), last.headers(), last.body(), this.retriesTaken);
    }
}
