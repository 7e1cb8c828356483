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
