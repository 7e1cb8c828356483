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

package io.github.replicate4j.internal.sse;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.internal.transport.EventStreams;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.settings.StreamSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;

/**
 * One connection to a stream of events. Public for the packages that give events a meaning.
 */
public final class EventConnection {

    private static final int BUFFERS_AHEAD = 4;

    private final EventStreams streams;

    private final URI url;

    private final @Nullable String after;

    private final StreamSettings settings;

    private final int limit;

    private final EventDecoder decoder;

    /**
     * Prepares a connection.
     *
     * @param transport carries the request
     * @param url where the stream is
     * @param after id of the last event that has come already, or {@code null}
     * @param settings how streams are read
     */
    public EventConnection(Transport transport, URI url, @Nullable String after, StreamSettings settings) {
        this.streams = transport.eventStreams();
        this.url = url;
        this.after = after;
        this.settings = settings;
        this.limit = transport.settings().maxInMemorySize();
        this.decoder = new EventDecoder(this.limit);
    }

    /**
     * Opens the connection. This works once.
     *
     * @return events; the end of the answer, and Replicate's word that the connection has lived for too long, complete it
     */
    public Flux<ServerSentEvent> events() {
        return this.streams
                .open(
                        this.url,
                        this.after,
                        this.settings.idleTimeout(),
                        body -> body.map(this.decoder::decode).takeUntil(events -> this.decoder.timedOut()))
                .onErrorMap(DataBufferLimitException.class, ex -> tooLarge())
                // Events that came before the connection broke are not lost to a reader that is slow.
                .concatMapDelayError(Flux::fromIterable, BUFFERS_AHEAD);
    }

    private ApiResponseValidationException tooLarge() {
        return new ApiResponseValidationException(
                "An event of a stream is larger than the " + this.limit + " bytes that are allowed (maxInMemorySize).",
                null,
                EventStreams.OPERATION,
                200,
                HttpHeaders.EMPTY,
                "");
    }

    /**
     * Returns where to go on after this connection.
     *
     * @return id of the last event that was sent, or {@code null} if there was none
     */
    public @Nullable String lastEventId() {
        String last = this.decoder.lastEventId();
        return last == null ? this.after : last;
    }

    /**
     * Returns how long the server asks to wait before the next connection.
     *
     * @return not negative, or {@code null} if it says nothing
     */
    public @Nullable Duration retry() {
        return this.decoder.retry();
    }
}
