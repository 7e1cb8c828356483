/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.http.BodyBytes;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.http.ErrorResponseMapper;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.internal.reactive.ClientTimeoutException;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends a request once and reads its response.
 */
final class Attempt {

    private static final Duration SERVER_HOLD_MARGIN = Duration.ofSeconds(15);

    private final WebClient webClient;

    private final TransportSettings settings;

    private final RequestOptions options;

    private final ApiRequest request;

    private final InFlightTracker inFlight;

    /** The body of the latest successful response, complete or not. */
    private volatile @Nullable ResponseBody body;

    Attempt(
            WebClient webClient,
            TransportSettings settings,
            RequestOptions options,
            ApiRequest request,
            InFlightTracker inFlight) {
        this.webClient = webClient;
        this.settings = settings;
        this.options = options;
        this.request = request;
        this.inFlight = inFlight;
    }

    /**
     * Send the request once and read the complete response. Called for each attempt.
     *
     * @param lateResponse consumes a successful response that arrives after the caller has cancelled, if the request must not
     *     be cancelled
     * @param lateFailure consumes the failure after the caller has cancelled, if the request may have been sent
     * @param outcome is notified of the outcome, if the request must not be cancelled
     */
    Mono<Exchange> exchange(
            Consumer<Exchange> lateResponse, Consumer<Throwable> lateFailure, OutcomeTracker<?> outcome) {
        RequestWriteState writeState = new RequestWriteState(this.request);
        Mono<Exchange> exchange = exchange(head(), writeState);
        return this.request.idempotent()
                ? exchange
                : new UncancellableExchange(
                        exchange,
                        writeState,
                        lateResponse,
                        lateFailure,
                        outcome,
                        this.inFlight,
                        this.request.serverHold());
    }

    private Mono<Exchange> exchange(RequestHead head, RequestWriteState writeState) {
        long start = System.nanoTime();
        return SafeObservation.subscribeWithin(
                        head.prepare(this.webClient, writeState).exchangeToMono(this::read))
                .transform(new CallTimeout(timeout())::apply)
                .onErrorMap(failure -> translate(failure, writeState.isWrittenOrWithdraw(), start))
                .map(exchange -> {
                    if (!exchange.successful()) {
                        throw error(exchange, head);
                    }
                    return exchange;
                })
                .contextWrite(DroppedErrors::quiet);
    }

    /**
     * Return the id of the resource in the latest successful response, even if that response is incomplete or unreadable.
     *
     * @return the id, or {@code null} if it has not arrived
     */
    @Nullable
    String receivedId() {
        ResponseBody latest = this.body;
        return latest == null ? null : latest.id();
    }

    /** Send the request once without reading the body of the response. */
    Mono<StreamedResponse> open() {
        return Mono.defer(() -> {
            RequestWriteState writeState = new RequestWriteState(this.request);
            RequestHead head = head();
            long start = System.nanoTime();
            return SafeObservation.subscribeWithin(head.prepare(this.webClient, writeState)
                            .retrieve()
                            .onStatus(
                                    status -> !status.is2xxSuccessful(),
                                    response -> read(response).map(exchange -> error(exchange, head)))
                            .toEntityFlux(BodyExtractors.toDataBuffers()))
                    .transform(new CallTimeout(timeout())::apply)
                    .onErrorMap(failure -> translate(failure, writeState.isWrittenOrWithdraw(), start))
                    .map(response -> streamed(response, start))
                    .contextWrite(DroppedErrors::quiet);
        });
    }

    private StreamedResponse streamed(ResponseEntity<Flux<DataBuffer>> response, long start) {
        Flux<DataBuffer> body = response.getBody() == null ? Flux.empty() : response.getBody();
        return new StreamedResponse(
                response.getStatusCode().value(),
                HttpHeaders.readOnlyHttpHeaders(response.getHeaders()),
                body.transform(new IdleTimeout(timeout())::apply)
                        .onErrorMap(failure -> translate(failure, true, start))
                        .contextWrite(DroppedErrors::quiet));
    }

    private RequestHead head() {
        return RequestHead.of(this.request, this.settings, this.options);
    }

    private ApiStatusException error(Exchange exchange, RequestHead head) {
        return new ErrorResponseMapper(
                        "Replicate",
                        this.request.operation(),
                        this.request.description(),
                        this.request.encodedPath(),
                        head.token())
                .map(exchange);
    }

    /** The timeout is always longer than the time for which the server may hold back its response. */
    private Duration timeout() {
        Duration usual = this.request.timeout() != null ? this.request.timeout() : this.settings.timeout();
        Duration timeout = this.options.timeout() != null ? this.options.timeout() : usual;
        Duration serverHold = this.request.serverHold();
        Duration minimum = serverHold.isZero() ? serverHold : serverHold.plus(SERVER_HOLD_MARGIN);
        return timeout.compareTo(minimum) < 0 ? minimum : timeout;
    }

    private Mono<Exchange> read(ClientResponse response) {
        int status = response.statusCode().value();
        Flux<DataBuffer> content = response.body(BodyExtractors.toDataBuffers());
        HttpHeaders headers = HttpHeaders.readOnlyHttpHeaders(response.headers().asHttpHeaders());
        if (!response.statusCode().is2xxSuccessful()) {
            return BodyBytes.prefix(content, Exchange.ERROR_BODY_LIMIT)
                    .map(bytes -> new Exchange(status, headers, bytes));
        }
        ResponseBody successful = new ResponseBody(this.request, status, headers, this.settings.maxInMemorySize());
        this.body = successful;
        return successful.read(content);
    }

    private Throwable translate(Throwable failure, boolean requestSent, long start) {
        Throwable translated = ConnectionFailures.findReplicateException(failure);
        if (translated != null) {
            return translated;
        }
        String operation = this.request.operation();
        String description = this.request.description();
        Throwable cause = ConnectionFailures.cause(failure);
        if (!requestSent) {
            String message = description + " could not be sent: " + ConnectionFailures.describe(cause) + ". "
                    + ConnectionFailures.advice(cause, "Check the base URL and the network.");
            return ConnectionFailures.isTimeout(cause)
                    ? new ApiTimeoutException(message, cause, operation, false)
                    : new ApiConnectionException(message, cause, operation, false);
        }
        if (ConnectionFailures.isTimeout(cause)) {
            return new ApiTimeoutException(
                    description + " timed out: " + timeoutDescription(cause, start), cause, operation, true);
        }
        return new ApiConnectionException(
                description + " was sent, but the connection failed before the complete response was received: "
                        + ConnectionFailures.describe(cause) + ".",
                cause,
                operation,
                true);
    }

    /** The client does not know the timeouts of the engine, only when they expired. */
    private String timeoutDescription(Throwable cause, long start) {
        return cause instanceof ClientTimeoutException
                ? "no complete response was received within " + timeout().toMillis() + " ms."
                : "the HTTP engine stopped waiting for the response after "
                        + Duration.ofNanos(System.nanoTime() - start).toMillis()
                        + " ms (" + cause.getClass().getSimpleName() + "). Raise the timeout of the engine.";
    }
}
