/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Sends requests to the API, each on its own connection and on dedicated threads. It does not follow redirects, which could lead
 * the token to another host.
 */
final class UpstreamClient implements AutoCloseable {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    // Longer than the API waits for a prediction, and than the pauses of an event stream.
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

    private final LoopResources threads = LoopResources.create("replicate-emulator-record", 1, 2, true);

    private final HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
            .runOn(this.threads)
            .disableRetry(true)
            .proxyWithSystemProperties()
            .responseTimeout(READ_TIMEOUT)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);

    /**
     * Send a request.
     *
     * @return the response, or an {@link ApiException} with status 502 if there is none
     */
    Mono<UpstreamResponse> send(String method, URI url, HttpHeaders headers, UpstreamBody body) {
        return this.http
                .headers(sent -> {
                    headers.forEach(sent::set);
                    if (body.contentType() != null) {
                        sent.set(HttpHeaders.CONTENT_TYPE, body.contentType());
                    }
                    if (body.length() > 0 || method.equals("POST") || method.equals("PATCH")) {
                        sent.set(HttpHeaders.CONTENT_LENGTH, body.length());
                    }
                })
                .request(HttpMethod.valueOf(method))
                .uri(url)
                .send((request, outbound) -> body.length() == 0 ? outbound : outbound.send(body.content()))
                .responseConnection(
                        (response, connection) -> Mono.just(new UpstreamResponse(url, response, connection)))
                .next()
                .onErrorMap(ex -> unreachable(url, ex));
    }

    private static ApiException unreachable(URI url, Throwable ex) {
        return new ApiException(ApiResponse.problem(
                502,
                "Bad gateway",
                "The emulator records, but " + url.getRawAuthority() + " did not respond: "
                        + (ex.getMessage() == null ? ex : ex.getMessage())
                        + ". Check the base URL of the API and the network."));
    }

    /** Stop the threads, which closes all connections. */
    @Override
    public void close() {
        this.threads.disposeLater(Duration.ZERO, SHUTDOWN_TIMEOUT).block(SHUTDOWN_TIMEOUT);
    }

    /** A response whose body has not been read. */
    static final class UpstreamResponse {

        private final URI url;

        private final HttpClientResponse response;

        private final Connection connection;

        private UpstreamResponse(URI url, HttpClientResponse response, Connection connection) {
            this.url = url;
            this.response = response;
            this.connection = connection;
        }

        int status() {
            return this.response.status().code();
        }

        HttpHeaders headers() {
            HttpHeaders headers = new HttpHeaders();
            this.response.responseHeaders().forEach(header -> headers.add(header.getKey(), header.getValue()));
            return headers;
        }

        /**
         * Return the body, which can be read once. The connection is closed afterwards. If the body is incomplete, the error is an
         * {@link ApiException} with status 502.
         */
        Flux<DataBuffer> body() {
            NettyDataBufferFactory buffers =
                    new NettyDataBufferFactory(this.connection.channel().alloc());
            return this.connection
                    .inbound()
                    .receive()
                    .<DataBuffer>map(bytes -> buffers.wrap(bytes.retain()))
                    .onErrorMap(ex -> unreachable(this.url, ex))
                    .doFinally(signal -> this.connection.dispose());
        }

        /** Close the connection without reading the rest of the body. */
        void discard() {
            this.connection.dispose();
        }
    }
}
