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
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.http.Loopback;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import io.github.replicate4j.internal.support.Redaction;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the files that models make. They lie on other hosts than the API, so they are asked for without the token and
 * without anything that an application adds to its requests, without following redirects, and over plain http only from
 * this machine itself.
 */
public final class Downloads {

    static final String OPERATION = "file download";

    private final SingletonSupplier<WebClient> webClient;

    private final TransportSettings settings;

    private final String operation;

    private final Map<String, String> headers;

    Downloads(ClientHttpConnector connector, TransportSettings settings) {
        this(
                SingletonSupplier.of(
                        () -> WebClient.builder().clientConnector(connector).build()),
                settings,
                OPERATION,
                Map.of());
    }

    private Downloads(
            SingletonSupplier<WebClient> webClient,
            TransportSettings settings,
            String operation,
            Map<String, String> headers) {
        this.webClient = webClient;
        this.settings = settings;
        this.operation = operation;
        this.headers = headers;
    }

    Downloads of(String operation, Map<String, String> headers) {
        return new Downloads(this.webClient, this.settings, operation, headers);
    }

    /**
     * Reads a file as it comes. What failed before its first byte is tried again; a later failure is an error, because
     * bytes have been handed out.
     *
     * @param url where the file is
     * @return its bytes; whoever takes a buffer releases it
     */
    public Flux<DataBuffer> stream(URI url) {
        return Flux.defer(() -> {
            AtomicBoolean begun = new AtomicBoolean();
            return content(url)
                    .doOnNext(buffer -> begun.set(true))
                    .retryWhen(new RetryPolicy(this.settings.retries(), () -> !begun.get()));
        });
    }

    /**
     * Reads a whole file into something that can begin anew, and so is tried again wherever it failed.
     *
     * @param url where the file is
     * @param into takes the bytes, from the first one on each time it is called
     * @param <T> what the file becomes
     * @return what the file became
     */
    public <T> Mono<T> into(URI url, Function<Flux<DataBuffer>, Mono<T>> into) {
        return Mono.defer(() -> into.apply(content(url)))
                .retryWhen(new RetryPolicy(this.settings.retries(), () -> true));
    }

    /**
     * Reads a whole file into memory.
     *
     * @param url where the file is
     * @return its bytes
     */
    public Mono<byte[]> bytes(URI url) {
        return into(url, body -> BodyBytes.of(DataBufferUtils.join(body)));
    }

    private Flux<DataBuffer> content(URI url) {
        return Flux.defer(() -> {
            check(url);
            return this.webClient
                    .obtain()
                    .get()
                    .uri(url)
                    .accept(MediaType.ALL)
                    .header(HttpHeaders.USER_AGENT, UserAgent.VALUE)
                    .headers(headers -> this.headers.forEach(headers::set))
                    // The length of a compressed body says nothing of the length of the file.
                    .header(HttpHeaders.ACCEPT_ENCODING, "identity")
                    .exchangeToFlux(this::read)
                    .transform(new IdleTimeout(this.settings.timeout())::on)
                    .onErrorMap(this::translate);
        });
    }

    private void check(URI url) {
        if (!mayRead(url)) {
            throw new IllegalArgumentException("A file is read from https URLs only, not from " + shown(url));
        }
    }

    /**
     * Tells whether a URL in an output is one of a file. What a model made must not lead to this machine itself, unless
     * the API is there as well, as the emulator is.
     *
     * @param url any URL
     * @return whether it would be read
     */
    public boolean mayRead(URI url) {
        boolean local = Loopback.isLoopback(url);
        return Loopback.isHttpsOrLocal(url)
                && (!local || Loopback.isLoopback(this.settings.baseUrl().uri()));
    }

    private Flux<DataBuffer> read(ClientResponse response) {
        Flux<DataBuffer> body = response.body(BodyExtractors.toDataBuffers());
        if (!response.statusCode().is2xxSuccessful()) {
            return BodyBytes.beginning(body, Exchange.ERROR_BODY_LIMIT)
                    .flatMapMany(beginning -> Flux.error(refused(response, beginning)));
        }
        long announced = response.headers().contentLength().orElse(-1);
        AtomicLong read = new AtomicLong();
        return body.doOnNext(buffer -> {
                    long size = Math.max(read.addAndGet(buffer.readableByteCount()), announced);
                    if (size > this.settings.maxDownloadSize()) {
                        DataBufferUtils.release(buffer);
                        throw tooLarge(response);
                    }
                })
                .concatWith(Mono.defer(() -> announced >= 0 && read.get() != announced
                        ? Mono.error(new ApiConnectionException(
                                "A file ended after " + read + " of " + announced + " bytes.",
                                null,
                                this.operation,
                                true))
                        : Mono.empty()));
    }

    private ApiException refused(ClientResponse response, byte[] body) {
        Exchange exchange =
                new Exchange(response.statusCode().value(), response.headers().asHttpHeaders(), body);
        return ErrorResponseMapper.of(ApiRequest.get(this.operation, ""), exchange, null);
    }

    private ApiException tooLarge(ClientResponse response) {
        return new ApiResponseValidationException(
                "A file is larger than the " + this.settings.maxDownloadSize()
                        + " bytes that are allowed (maxDownloadSize).",
                null,
                this.operation,
                response.statusCode().value(),
                response.headers().asHttpHeaders(),
                "");
    }

    private Throwable translate(Throwable failure) {
        if (failure instanceof ReplicateException || failure instanceof IllegalArgumentException) {
            return failure;
        }
        Throwable cause = ConnectionFailures.cause(failure);
        String how = ConnectionFailures.isTimeout(cause) ? " in time" : ": " + ConnectionFailures.describe(cause);
        return new ApiConnectionException(
                "A file could not be read to its end" + how + ".",
                ConnectionFailures.withoutUrls(cause),
                this.operation,
                true);
    }

    /**
     * A URL without what may be a signature.
     *
     * @param url any URL
     * @return scheme, host and path
     */
    public static String shown(URI url) {
        return Redaction.of(url.toString());
    }
}
