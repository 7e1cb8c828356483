/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.http.BodyBytes;
import io.github.replicate4j.internal.http.ErrorResponseMapper;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import io.github.replicate4j.internal.support.Loopback;
import io.github.replicate4j.internal.support.Redaction;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Downloads files, such as those that models create. Only {@code https} URLs are read, or {@code http} URLs of this machine
 * if the API is on this machine, too.
 */
public final class Downloads {

    private final TokenlessClient client;

    private final TransportSettings settings;

    private final String operation;

    private final Map<String, String> headers;

    /**
     * Create downloads of files that models created.
     *
     * @param connector sends the requests; it must neither follow redirects nor retry requests
     */
    public Downloads(ClientHttpConnector connector, TransportSettings settings) {
        this(new TokenlessClient(connector), settings, ErrorResponseMapper.FILE_DOWNLOAD, Map.of());
    }

    private Downloads(
            TokenlessClient client, TransportSettings settings, String operation, Map<String, String> headers) {
        this.client = client;
        this.settings = settings;
        this.operation = operation;
        this.headers = headers;
    }

    TokenlessClient client() {
        return this.client;
    }

    TransportSettings settings() {
        return this.settings;
    }

    /** Create downloads of an API operation over the same connections. */
    public Downloads forOperation(String operation, Map<String, String> headers) {
        return new Downloads(this.client, this.settings, operation, headers);
    }

    /** Create downloads with the options of a call, over the same connections. */
    public Downloads withOptions(RequestOptions options) {
        return new Downloads(
                this.client, this.settings.with(options.timeout(), options.maxRetries()), this.operation, this.headers);
    }

    /**
     * Stream a file. A failure before the first byte is retried; a later failure is an error, because bytes have already
     * been emitted.
     *
     * @return its bytes; the subscriber releases the buffers
     */
    public Flux<DataBuffer> stream(URI url) {
        return Flux.defer(() -> {
            AtomicBoolean started = new AtomicBoolean();
            return content(url)
                    .doOnNext(buffer -> started.set(true))
                    .retryWhen(new RetryPolicy(this.settings.retries(), () -> !started.get()))
                    .transform(IdleTimeout.ofTotal(this.settings.downloadTimeout())::apply)
                    .onErrorMap(TimeoutException.class, this::timedOut);
        });
    }

    /**
     * Download a file to a target that can start over, so that every failure is retried.
     *
     * @param target consumes the bytes; called for each attempt
     */
    public <T> Mono<T> into(URI url, Function<Flux<DataBuffer>, Mono<T>> target) {
        return Mono.defer(() -> target.apply(content(url)))
                .retryWhen(new RetryPolicy(this.settings.retries(), () -> true))
                .transform(new CallTimeout(this.settings.downloadTimeout())::apply)
                .onErrorMap(TimeoutException.class, this::timedOut);
    }

    private ApiTimeoutException timedOut(TimeoutException timeout) {
        return new ApiTimeoutException(
                "A file download was not complete within "
                        + this.settings.downloadTimeout().toMillis() + " ms (replicate.files.download-timeout).",
                timeout,
                this.operation,
                true);
    }

    /** Download a file into memory. */
    public Mono<byte[]> bytes(URI url) {
        return into(url, body -> BodyBytes.of(DataBufferUtils.join(body)));
    }

    private Flux<DataBuffer> content(URI url) {
        return Flux.defer(() -> {
            if (!mayRead(url)) {
                throw new IllegalArgumentException("Files can be read from https URLs only, not from " + redacted(url));
            }
            return this.client
                    .get(url, this.operation, this.settings.timeout(), this::addHeaders, this::read)
                    .onErrorMap(
                            failure -> !(failure instanceof ReplicateException)
                                    && !(failure instanceof IllegalArgumentException),
                            failure -> TokenlessClient.connectionFailure("A file download", failure, this.operation));
        });
    }

    private void addHeaders(HttpHeaders target) {
        target.set(HttpHeaders.ACCEPT, MediaType.ALL_VALUE);
        this.headers.forEach(target::set);
    }

    /**
     * Return whether a URL in an output may be read. The output of a model must not lead to this machine, unless the API is
     * on this machine, too, as the emulator is.
     */
    public boolean mayRead(URI url) {
        boolean local = Loopback.isLoopback(url);
        return Loopback.isHttpsOrLocal(url)
                && (!local || Loopback.isLoopback(this.settings.baseUrl().uri()));
    }

    private Flux<DataBuffer> read(ClientResponse response) {
        long contentLength = response.headers().contentLength().orElse(-1);
        AtomicLong received = new AtomicLong();
        return response.body(BodyExtractors.toDataBuffers())
                .doOnNext(buffer -> {
                    long size = Math.max(received.addAndGet(buffer.readableByteCount()), contentLength);
                    if (size > this.settings.maxDownloadSize()) {
                        DataBufferUtils.release(buffer);
                        throw tooLarge(response);
                    }
                })
                .concatWith(Mono.defer(() -> contentLength >= 0 && received.get() != contentLength
                        ? Mono.error(new ApiConnectionException(
                                "A file download ended after " + received + " of " + contentLength + " bytes.",
                                null,
                                this.operation,
                                true))
                        : Mono.empty()));
    }

    private ApiResponseValidationException tooLarge(ClientResponse response) {
        return new ApiResponseValidationException(
                "A file is larger than the maximum of " + this.settings.maxDownloadSize() + " bytes (maxDownloadSize).",
                null,
                this.operation,
                response.statusCode().value(),
                response.headers().asHttpHeaders(),
                "");
    }

    /** Return a URL without its secret parts, for messages. */
    public static String redacted(URI url) {
        return Redaction.of(url.toString());
    }
}
