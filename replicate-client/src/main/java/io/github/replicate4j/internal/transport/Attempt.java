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
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiTimeoutException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.http.ConnectionFailures;
import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.internal.reactive.DroppedErrors;
import io.github.replicate4j.internal.reactive.IdleTimeout;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One sending of a request: from the token to the last byte of the answer.
 */
final class Attempt {

    private static final Duration HOLD_MARGIN = Duration.ofSeconds(15);

    private final WebClient webClient;

    private final TransportSettings settings;

    private final RequestOptions options;

    private final ApiRequest request;

    private final InFlightTracker unfinished;

    Attempt(
            WebClient webClient,
            TransportSettings settings,
            RequestOptions options,
            ApiRequest request,
            InFlightTracker unfinished) {
        this.webClient = webClient;
        this.settings = settings;
        this.options = options;
        this.request = request;
        this.unfinished = unfinished;
    }

    /**
     * Sends the request once, and reads the whole answer. Called anew for each time that it is sent.
     *
     * @param late takes a success that came when its caller had gone, if the request must not be repeated
     * @return a success; anything else is an error
     */
    Mono<Exchange> exchange(Consumer<Exchange> late) {
        RequestWriteState sending = new RequestWriteState(this.request);
        Mono<Exchange> exchange = exchange(head(), sending);
        return this.request.isCancellable() ? exchange : new UncancellableExchange(exchange, sending, late, this.unfinished);
    }

    private Mono<Exchange> exchange(RequestHead head, RequestWriteState sending) {
        return SafeObservation.begunWithin(head.on(this.webClient, sending).exchangeToMono(this::read))
                .transform(new CallTimeout(timeout())::on)
                .onErrorMap(failure -> translate(failure, sending.mayHaveLeft()))
                .map(exchange -> {
                    if (!exchange.successful()) {
                        throw ErrorResponseMapper.of(this.request, exchange, head.token());
                    }
                    return exchange;
                })
                .contextWrite(DroppedErrors::quiet);
    }

    /**
     * Sends the request once, and leaves the body of the answer to be read as it comes.
     *
     * @return a success; anything else is an error
     */
    Mono<StreamedResponse> open() {
        return Mono.defer(() -> {
            RequestWriteState sending = new RequestWriteState(this.request);
            RequestHead head = head();
            return SafeObservation.begunWithin(head.on(this.webClient, sending)
                            .retrieve()
                            .onStatus(
                                    status -> !status.is2xxSuccessful(),
                                    refused -> read(refused)
                                            .map(exchange -> ErrorResponseMapper.of(this.request, exchange, head.token())))
                            .toEntityFlux(BodyExtractors.toDataBuffers()))
                    .transform(new CallTimeout(timeout())::on)
                    .onErrorMap(failure -> translate(failure, sending.mayHaveLeft()))
                    .map(this::streamed)
                    .contextWrite(DroppedErrors::quiet);
        });
    }

    private StreamedResponse streamed(ResponseEntity<Flux<DataBuffer>> answer) {
        Flux<DataBuffer> body = answer.getBody() == null ? Flux.empty() : answer.getBody();
        return new StreamedResponse(
                answer.getStatusCode().value(),
                HttpHeaders.readOnlyHttpHeaders(answer.getHeaders()),
                body.transform(new IdleTimeout(timeout())::on)
                        .onErrorMap(failure -> translate(failure, true))
                        .contextWrite(DroppedErrors::quiet));
    }

    private RequestHead head() {
        return RequestHead.of(this.request, this.settings, this.options);
    }

    /** An answer that the server holds back must not look like one that is lost. */
    private Duration timeout() {
        Duration usual = this.request.timeout() != null ? this.request.timeout() : this.settings.timeout();
        Duration timeout = this.options.timeout() != null ? this.options.timeout() : usual;
        Duration hold = this.request.serverHold();
        Duration whileHeld = hold.isZero() ? hold : hold.plus(HOLD_MARGIN);
        return timeout.compareTo(whileHeld) < 0 ? whileHeld : timeout;
    }

    private Mono<Exchange> read(ClientResponse response) {
        int status = response.statusCode().value();
        boolean successful = response.statusCode().is2xxSuccessful();
        Flux<DataBuffer> content = response.body(BodyExtractors.toDataBuffers());
        Mono<byte[]> body = successful
                ? BodyBytes.of(DataBufferUtils.join(content, this.settings.maxInMemorySize()))
                : BodyBytes.beginning(content, Exchange.ERROR_BODY_LIMIT);
        HttpHeaders headers = HttpHeaders.readOnlyHttpHeaders(response.headers().asHttpHeaders());
        return body.map(bytes -> new Exchange(status, headers, bytes))
                .onErrorMap(DataBufferLimitException.class, ex -> tooLarge(status, headers));
    }

    private ApiResponseValidationException tooLarge(int status, HttpHeaders headers) {
        return new ApiResponseValidationException(
                "Replicate's answer to " + this.request.description() + " is larger than the "
                        + this.settings.maxInMemorySize() + " bytes that are allowed (maxInMemorySize).",
                null,
                this.request.operation(),
                status,
                headers,
                "");
    }

    private Throwable translate(Throwable failure, boolean requestSent) {
        Throwable own = ConnectionFailures.own(failure);
        if (own != null) {
            return own;
        }
        String operation = this.request.operation();
        String shown = this.request.description();
        Throwable cause = ConnectionFailures.cause(failure);
        if (!requestSent) {
            String message = shown + " could not be sent: " + ConnectionFailures.describe(cause) + ". "
                    + ConnectionFailures.advice(cause);
            return ConnectionFailures.isTimeout(cause)
                    ? new ApiTimeoutException(message, cause, operation, false)
                    : new ApiConnectionException(message, cause, operation, false);
        }
        if (ConnectionFailures.isTimeout(cause)) {
            return new ApiTimeoutException(
                    shown + " had no whole answer within " + timeout().toMillis() + " ms.", cause, operation, true);
        }
        return new ApiConnectionException(
                shown + " was sent, but the connection failed before a whole answer came: "
                        + ConnectionFailures.describe(cause) + ".",
                cause,
                operation,
                true);
    }
}
