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

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens streams of events. They lie on another host than the API and their URLs are secrets themselves, so they are asked
 * for as files are: without the token, without anything that an application adds to its requests, and without following
 * redirects.
 */
public final class EventStreams {

    /** What stands for a stream in errors. */
    public static final String OPERATION = "prediction stream";

    private final SingletonSupplier<WebClient> webClient;

    private final Downloads downloads;

    EventStreams(ClientHttpConnector connector, Downloads downloads) {
        this.webClient = SingletonSupplier.of(
                () -> WebClient.builder().clientConnector(connector).build());
        this.downloads = downloads;
    }

    /**
     * Tells whether a stream may be asked for: over {@code https}, or on this machine itself if the API is there as well.
     *
     * @param url any URL
     * @return whether it would be opened
     */
    public boolean mayOpen(URI url) {
        return this.downloads.mayRead(url);
    }

    /**
     * Opens a stream, once: nothing is tried again.
     *
     * @param url where the stream is
     * @param lastEventId what to go on after, or {@code null}
     * @param idleTimeout how long may nothing come
     * @param read reads the body; whoever takes a buffer releases it
     * @param <T> what the body becomes
     * @return what the body became, piece by piece, or an error under {@link ReplicateException}; errors of the limit on
     *     sizes are left as they are
     */
    public <T> Flux<T> open(
            URI url, @Nullable String lastEventId, Duration idleTimeout, Function<Flux<DataBuffer>, Flux<T>> read) {
        return Flux.defer(() -> this.webClient
                .obtain()
                .get()
                .uri(url)
                .headers(headers -> addHeaders(headers, lastEventId))
                .exchangeToFlux(response -> body(response, read))
                .transform(new IdleTimeout(idleTimeout)::on)
                .onErrorMap(EventStreams::translate)
                .contextWrite(DroppedErrors::quiet));
    }

    private static void addHeaders(HttpHeaders headers, @Nullable String lastEventId) {
        headers.set(HttpHeaders.ACCEPT, MediaType.TEXT_EVENT_STREAM_VALUE);
        headers.set(HttpHeaders.USER_AGENT, UserAgent.VALUE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        // What is compressed comes in larger pieces, and later.
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        // An id that cannot be sent is no loss: events that come again are known by their ids.
        if (lastEventId != null
                && !lastEventId.isEmpty()
                && lastEventId.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            headers.set("Last-Event-ID", lastEventId);
        }
    }

    private static <T> Flux<T> body(ClientResponse response, Function<Flux<DataBuffer>, Flux<T>> read) {
        if (!response.statusCode().is2xxSuccessful()) {
            return BodyBytes.beginning(response.body(BodyExtractors.toDataBuffers()), Exchange.ERROR_BODY_LIMIT)
                    .flatMapMany(beginning -> Flux.error(ErrorResponseMapper.of(
                            ApiRequest.get(OPERATION, ""),
                            new Exchange(
                                    response.statusCode().value(),
                                    response.headers().asHttpHeaders(),
                                    beginning),
                            null)));
        }
        if (!isEventStream(response)) {
            return BodyBytes.dropped(response.body(BodyExtractors.toDataBuffers()))
                    .thenMany(Mono.error(() -> new ApiConnectionException(
                            "What should be a stream of events is something else.", null, OPERATION, true)));
        }
        return read.apply(response.body(BodyExtractors.toDataBuffers()));
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

    private static Throwable translate(Throwable failure) {
        if (failure instanceof ReplicateException || failure instanceof DataBufferLimitException) {
            return failure;
        }
        Throwable cause = ConnectionFailures.cause(failure);
        String how = ConnectionFailures.isTimeout(cause) ? " was silent" : ": " + ConnectionFailures.describe(cause);
        return new ApiConnectionException(
                "A stream of events broke off" + how + ".", ConnectionFailures.withoutUrls(cause), OPERATION, true);
    }
}
