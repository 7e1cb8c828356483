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

package io.github.replicate4j.transport;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One sending of a request: from the token to the last byte of the answer.
 */
final class Attempt {

    /** The name under which {@link WebClient} itself keeps the path with its variables, for metrics. */
    private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

    private static final Duration HOLD_MARGIN = Duration.ofSeconds(15);

    private final WebClient webClient;

    private final TransportSettings settings;

    private final RequestOptions options;

    private final ApiRequest request;

    private final Unfinished unfinished;

    Attempt(
            WebClient webClient,
            TransportSettings settings,
            RequestOptions options,
            ApiRequest request,
            Unfinished unfinished) {
        this.webClient = webClient;
        this.settings = settings;
        this.options = options;
        this.request = request;
        this.unfinished = unfinished;
    }

    /**
     * Sends the request once.
     *
     * @param late takes a success that came when its caller had gone, if the request must not be repeated
     * @return a success; anything else is an error
     */
    Mono<Exchange> exchange(Consumer<Exchange> late) {
        return Mono.defer(() -> {
            Sending sending = new Sending(this.request);
            Mono<Exchange> exchange = exchange(target(), token(), sending);
            return this.request.endsWithItsCaller()
                    ? exchange
                    : new OnceWritten(exchange, sending, late, this.unfinished);
        });
    }

    private Mono<Exchange> exchange(URI target, String token, Sending sending) {
        Duration timeout = timeout();
        WebClient.RequestBodySpec spec = this.webClient
                .method(this.request.method())
                .uri(target)
                .attribute(URI_TEMPLATE, this.request.template())
                .headers(headers -> addHeaders(headers, target, token))
                .httpRequest(connected -> sending.begin());
        RequestBody body = this.request.body();
        WebClient.RequestHeadersSpec<?> ready = body == null ? spec : body.into(spec);
        return ready.exchangeToMono(this::read)
                .timeout(timeout)
                .onErrorMap(failure -> translate(failure, timeout, sending.mayHaveLeft()))
                .flatMap(exchange -> exchange.successful()
                        ? Mono.just(exchange)
                        : Mono.error(StatusErrors.of(this.request, exchange, token)))
                .contextWrite(DroppedErrors::quiet);
    }

    /** An answer that the server holds back must not look like one that is lost. */
    private Duration timeout() {
        Duration usual = this.request.timeout() != null ? this.request.timeout() : this.settings.timeout();
        Duration timeout = this.options.timeout() != null ? this.options.timeout() : usual;
        Duration hold = this.request.hold();
        Duration whileHeld = hold.isZero() ? hold : hold.plus(HOLD_MARGIN);
        return timeout.compareTo(whileHeld) < 0 ? whileHeld : timeout;
    }

    private void addHeaders(HttpHeaders headers, URI target, String token) {
        headers.setAccept(this.request.accept());
        headers.set(HttpHeaders.USER_AGENT, UserAgent.VALUE);
        if (this.request.method().equals(HttpMethod.GET)) {
            headers.setCacheControl("no-store");
        }
        this.settings.defaultHeaders().forEach(headers::set);
        this.request.headers().forEach(headers::set);
        this.options.headers().forEach(headers::set);
        if (this.settings.baseUrl().isOriginOf(target)) {
            headers.setBearerAuth(token);
        }
    }

    private String token() {
        TokenSource source = this.options.token() != null ? this.options.token() : this.settings.token();
        return source.current();
    }

    private URI target() {
        String link = this.request.link();
        if (link == null) {
            return target(this.settings.baseUrl(), this.request, this.options);
        }
        URI mended = this.settings.baseUrl().mend(link);
        if (mended == null) {
            throw new ApiResponseValidationException(
                    "The answer to " + this.request.operation() + " links to another host than the API, or to nowhere: "
                            + Redaction.of(link) + ". It was not followed.",
                    null,
                    this.request.operation(),
                    200,
                    HttpHeaders.EMPTY,
                    "");
        }
        return mended;
    }

    static URI target(BaseUrl baseUrl, ApiRequest request, RequestOptions options) {
        return baseUrl.append(request.encodedPath() + query(request, options));
    }

    private static String query(ApiRequest request, RequestOptions options) {
        Map<String, String> parameters = new LinkedHashMap<>(request.queryParams());
        parameters.putAll(options.queryParams());
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(UriUtils.encode(parameter.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private Mono<Exchange> read(ClientResponse response) {
        int status = response.statusCode().value();
        boolean successful = response.statusCode().is2xxSuccessful();
        Flux<DataBuffer> content = response.body(BodyExtractors.toDataBuffers());
        Mono<byte[]> body = successful
                ? Bytes.of(DataBufferUtils.join(content, this.settings.maxInMemorySize()))
                : Bytes.beginning(content, Exchange.ERROR_BODY_LIMIT);
        HttpHeaders headers = HttpHeaders.readOnlyHttpHeaders(response.headers().asHttpHeaders());
        return body.map(bytes -> new Exchange(status, headers, bytes))
                .onErrorMap(DataBufferLimitException.class, ex -> tooLarge(status, headers));
    }

    private ApiResponseValidationException tooLarge(int status, HttpHeaders headers) {
        return new ApiResponseValidationException(
                "Replicate's answer to " + this.request.shown() + " is larger than the "
                        + this.settings.maxInMemorySize() + " bytes that are allowed (maxInMemorySize).",
                null,
                this.request.operation(),
                status,
                headers,
                "");
    }

    private Throwable translate(Throwable failure, Duration timeout, boolean requestSent) {
        Throwable own = ConnectionFailures.own(failure);
        if (own != null) {
            return own;
        }
        String operation = this.request.operation();
        String shown = this.request.shown();
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
                    shown + " had no whole answer within " + timeout.toMillis() + " ms.", cause, operation, true);
        }
        return new ApiConnectionException(
                shown + " was sent, but the connection failed before a whole answer came: "
                        + ConnectionFailures.describe(cause) + ".",
                cause,
                operation,
                true);
    }
}
