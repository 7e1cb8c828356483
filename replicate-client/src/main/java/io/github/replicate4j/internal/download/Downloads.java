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
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.BodyBytes;
import io.github.replicate4j.internal.http.ErrorResponseMapper;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import io.github.replicate4j.internal.support.Loopback;
import io.github.replicate4j.internal.support.Redaction;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    private static final Set<String> COMPRESSED = Set.of("gzip", "x-gzip", "deflate", "br", "zstd", "compress");

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
        this(
                new TokenlessClient(connector, settings.baseUrl().uri()),
                settings,
                ErrorResponseMapper.FILE_DOWNLOAD,
                Map.of());
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
                            failure -> TokenlessClient.connectionFailure(
                                    "A file download",
                                    failure,
                                    this.operation,
                                    this.settings.timeout().toMillis() + " ms (replicate.timeout)"));
        });
    }

    private void addHeaders(HttpHeaders target) {
        target.set(HttpHeaders.ACCEPT, MediaType.ALL_VALUE);
        this.headers.forEach(target::set);
    }

    /**
     * Return whether a URL in an output may be read: {@code https}, or {@code http} from an API that uses it itself, as an
     * emulator does. The output of a model must not lead to this machine, unless the API is on this machine, too. Other
     * addresses are checked when the file is read.
     */
    public boolean mayRead(URI url) {
        BaseUrl api = this.settings.baseUrl();
        if (api.isUnencrypted() && api.isOriginOf(url)) {
            return true;
        }
        return Loopback.isLoopback(url) ? Loopback.isLoopback(api.uri()) : "https".equalsIgnoreCase(url.getScheme());
    }

    /** Return whether a URL leads to the host of the API or to a host on which Replicate stores files. */
    public boolean isFileHost(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return host.equalsIgnoreCase(this.settings.baseUrl().uri().getHost())
                || host.equals("replicate.delivery")
                || host.endsWith(".replicate.delivery");
    }

    private Flux<DataBuffer> read(ClientResponse response) {
        String problem = problem(response);
        if (problem != null) {
            return BodyBytes.discard(response.body(BodyExtractors.toDataBuffers()))
                    .thenMany(Mono.error(() -> incomplete(problem)));
        }
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
                        ? Mono.error(incomplete("ended after " + received + " of " + contentLength + " bytes"))
                        : Mono.empty()));
    }

    /** Return why a successful response is not the whole file, or {@code null} if it is. */
    private static @Nullable String problem(ClientResponse response) {
        int status = response.statusCode().value();
        if (status != 200 && status != 203) {
            return "received status " + status + ", which is not the response with a whole file";
        }
        // An engine that decompresses responses removes the header.
        String encoding = response.headers().asHttpHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && COMPRESSED.contains(encoding.strip().toLowerCase(Locale.ROOT))
                ? "received compressed content (" + encoding + "), although it requested the file as it is"
                : null;
    }

    private ApiConnectionException incomplete(String problem) {
        return new ApiConnectionException("A file download " + problem + ".", null, this.operation, true);
    }

    private ApiResponseValidationException tooLarge(ClientResponse response) {
        return new ApiResponseValidationException(
                "A file is larger than the maximum of " + this.settings.maxDownloadSize()
                        + " bytes: raise maxDownloadSize (replicate.files.max-download-size).",
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
