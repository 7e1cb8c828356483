/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.sse;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.internal.download.EventStreams;
import io.github.replicate4j.settings.StreamSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;

/**
 * One connection to an event stream.
 */
public final class EventConnection {

    private static final int PREFETCH = 4;

    private final EventStreams streams;

    private final URI url;

    private final @Nullable String resumeAfter;

    private final StreamSettings settings;

    private final EventDecoder decoder;

    /**
     * Create a connection.
     *
     * @param resumeAfter id of the last event that was received before, or {@code null}
     */
    public EventConnection(EventStreams streams, URI url, @Nullable String resumeAfter, StreamSettings settings) {
        this.streams = streams;
        this.url = url;
        this.resumeAfter = resumeAfter;
        this.settings = settings;
        this.decoder = new EventDecoder(streams.maxEventSize());
    }

    /**
     * Open the connection. It can be opened once only.
     *
     * @return the events; completes at the end of the response, or when Replicate closes a connection that has been open
     *     for too long
     */
    public Flux<ServerSentEvent> events() {
        return this.streams
                .open(
                        this.url,
                        this.resumeAfter,
                        this.settings.idleTimeout(),
                        body -> body.map(this.decoder::decode)
                                .takeUntil(events -> this.decoder.timedOut())
                                // Comments keep the connection alive, but do not count for the idle timeout.
                                .filter(events -> !events.isEmpty()))
                .onErrorMap(DataBufferLimitException.class, ex -> tooLarge())
                // A slow subscriber still receives the events that arrived before the connection failed.
                .concatMapDelayError(Flux::fromIterable, PREFETCH);
    }

    private ApiResponseValidationException tooLarge() {
        return new ApiResponseValidationException(
                "A stream event is larger than the maximum of " + this.streams.maxEventSize()
                        + " bytes (maxInMemorySize).",
                null,
                EventStreams.OPERATION,
                200,
                HttpHeaders.EMPTY,
                "");
    }

    /**
     * Return the event to resume after when the stream is opened again.
     *
     * @return id of the last event, or {@code null} if there was none
     */
    public @Nullable String lastEventId() {
        String last = this.decoder.lastEventId();
        return last == null ? this.resumeAfter : last;
    }

    /** Return whether the server has sent anything, even if it was only a comment. */
    public boolean isAlive() {
        return this.decoder.started();
    }

    /**
     * Return the delay that the server requests before the stream is opened again.
     *
     * @return not negative, or {@code null} if the server did not request one
     */
    public @Nullable Duration retry() {
        return this.decoder.retry();
    }
}
