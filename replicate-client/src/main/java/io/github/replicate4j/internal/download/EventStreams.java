/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.http.BodyBytes;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens streams of server-sent events. Their URLs are secrets.
 */
public final class EventStreams {

    /** The operation in errors of event streams. */
    public static final String OPERATION = "prediction stream";

    private final Downloads downloads;

    /** Create event streams. */
    public EventStreams(Downloads downloads) {
        this.downloads = downloads;
    }

    /** Return the maximum size of an event. */
    public int maxEventSize() {
        return this.downloads.settings().maxInMemorySize();
    }

    /**
     * Return whether a stream may be opened: over {@code https}, or on this machine if the API is on this machine, too.
     */
    public boolean mayOpen(URI url) {
        return this.downloads.mayRead(url);
    }

    /**
     * Open a stream once, without retries.
     *
     * @param lastEventId id of the event to resume after, or {@code null}
     * @return what the reader emits, or a {@link ReplicateException}; an {@link IllegalArgumentException} if the address is
     *     not allowed; a {@link DataBufferLimitException} of the reader is not translated
     */
    public <T> Flux<T> open(
            URI url, @Nullable String lastEventId, Duration idleTimeout, Function<Flux<DataBuffer>, Flux<T>> reader) {
        return Flux.defer(() -> this.downloads
                .client()
                .get(
                        url,
                        OPERATION,
                        idleTimeout,
                        headers -> addHeaders(headers, lastEventId),
                        response -> body(response, reader))
                .onErrorMap(
                        failure -> !(failure instanceof ReplicateException)
                                && !(failure instanceof IllegalArgumentException)
                                && !(failure instanceof DataBufferLimitException),
                        failure -> TokenlessClient.connectionFailure(
                                "An event stream",
                                failure,
                                OPERATION,
                                idleTimeout.toMillis() + " ms (replicate.stream.idle-timeout)"))
                .contextWrite(DroppedErrors::quiet));
    }

    private static void addHeaders(HttpHeaders headers, @Nullable String lastEventId) {
        headers.set(HttpHeaders.ACCEPT, MediaType.TEXT_EVENT_STREAM_VALUE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        // An id that is not valid in a header can be omitted: repeated events are dropped by their ids.
        if (lastEventId != null
                && !lastEventId.isEmpty()
                && lastEventId.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            headers.set("Last-Event-ID", lastEventId);
        }
    }

    private static <T> Flux<T> body(ClientResponse response, Function<Flux<DataBuffer>, Flux<T>> reader) {
        Flux<DataBuffer> body = response.body(BodyExtractors.toDataBuffers());
        if (!isEventStream(response)) {
            return BodyBytes.discard(body)
                    .thenMany(Mono.error(() -> new ApiConnectionException(
                            "The response to a request for an event stream has another content type.",
                            null,
                            OPERATION,
                            true)));
        }
        return reader.apply(body);
    }

    private static boolean isEventStream(ClientResponse response) {
        try {
            return response.headers()
                    .contentType()
                    .map(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                    .orElse(true);
        } catch (InvalidMediaTypeException ex) {
            return false;
        }
    }
}
