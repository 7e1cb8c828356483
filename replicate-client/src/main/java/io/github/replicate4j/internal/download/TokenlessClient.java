/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.download;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.internal.http.BodyBytes;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.http.ErrorResponseMapper;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.reactive.ClientTimeoutException;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;

/**
 * Sends {@code GET} requests to other hosts than the API: without the API token, without the filters and headers that an
 * application adds to its requests, and without following redirects.
 */
final class TokenlessClient {

    /** Created with the first request, so that an application that sends none starts faster. */
    private final SingletonSupplier<WebClient> webClient;

    private final PublicAddresses addresses;

    TokenlessClient(ClientHttpConnector connector, URI api) {
        this.addresses = new PublicAddresses(api);
        this.webClient = SingletonSupplier.of(
                () -> WebClient.builder().clientConnector(connector).build());
    }

    /**
     * Send a request once.
     *
     * @return what the reader returns; an unsuccessful response is an {@link io.github.replicate4j.error.ApiStatusException}
     */
    <T> Flux<T> get(
            URI url,
            String operation,
            Duration idleTimeout,
            Consumer<HttpHeaders> headers,
            Function<ClientResponse, Flux<T>> reader) {
        return this.addresses
                .check(url)
                .flatMapMany(publicOnly -> request(url, publicOnly)
                        .headers(headers)
                        .exchangeToFlux(response -> response.statusCode().is2xxSuccessful()
                                ? reader.apply(response)
                                : error(response, operation)))
                .onErrorMap(WebClientRequestException.class, TokenlessClient::rejection)
                .transform(new IdleTimeout(idleTimeout)::apply);
    }

    private WebClient.RequestHeadersSpec<?> request(URI url, boolean publicOnly) {
        return this.webClient
                .obtain()
                .get()
                .uri(url)
                .httpRequest(request -> {
                    if (publicOnly) {
                        PublicAddresses.checkPeer(url, request);
                    }
                })
                .header(HttpHeaders.USER_AGENT, TransportSettings.USER_AGENT)
                // The length of a compressed body is not the length of its content, and compressed events arrive later.
                .header(HttpHeaders.ACCEPT_ENCODING, "identity");
    }

    private static Throwable rejection(WebClientRequestException failure) {
        return failure.getCause() instanceof IllegalArgumentException rejected ? rejected : failure;
    }

    private static <T> Flux<T> error(ClientResponse response, String operation) {
        return BodyBytes.prefix(response.body(BodyExtractors.toDataBuffers()), Exchange.ERROR_BODY_LIMIT)
                .map(body -> new Exchange(
                        response.statusCode().value(), response.headers().asHttpHeaders(), body))
                .flatMapMany(exchange ->
                        Flux.error(ErrorResponseMapper.withoutToken(operation).map(exchange)));
    }

    /**
     * Return the exception of a failed connection.
     *
     * @param limit description of the idle timeout that was passed to {@link #get}, with its setting
     */
    static ApiConnectionException connectionFailure(String subject, Throwable failure, String operation, String limit) {
        Throwable cause = ConnectionFailures.cause(failure);
        return new ApiConnectionException(
                subject + reason(cause, limit),
                ConnectionFailures.withoutUrls(cause),
                operation,
                !ConnectionFailures.isConnectTimeout(cause));
    }

    private static String reason(Throwable cause, String limit) {
        if (cause instanceof ClientTimeoutException) {
            return " timed out: no data was received within " + limit + ".";
        }
        if (ConnectionFailures.isConnectTimeout(cause)) {
            return " could not be requested: " + ConnectionFailures.describe(cause) + ". "
                    + ConnectionFailures.advice(cause, "Check the network.");
        }
        return ConnectionFailures.isTimeout(cause)
                ? " timed out: the HTTP engine stopped waiting ("
                        + cause.getClass().getSimpleName() + "). Raise the timeout of the engine."
                : " failed before it was complete: " + ConnectionFailures.describe(cause) + ".";
    }
}
