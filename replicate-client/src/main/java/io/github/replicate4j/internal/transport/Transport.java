/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.download.EventStreams;
import io.github.replicate4j.internal.http.Exchange;
import io.github.replicate4j.internal.http.PairedExchangeConnector;
import io.github.replicate4j.internal.http.RetryPolicy;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Redaction;
import io.github.replicate4j.settings.RetrySettings;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Sends requests to the API: authorizes, observes and retries them, and converts responses to values or errors.
 */
public final class Transport {

    private static final Log logger = LogFactory.getLog(Transport.class);

    private final Shared shared;

    private final RequestOptions options;

    private final @Nullable ResponseRecorder recorder;

    /**
     * Create a transport.
     *
     * @param webClient returns the builder for requests to the API; called once, with the first request; the connector of the
     *     builder is ignored
     * @param connector sends all requests; it must neither follow redirects nor retry requests
     */
    public Transport(
            Supplier<? extends WebClient.Builder> webClient,
            ClientHttpConnector connector,
            TransportSettings settings,
            OperationObservations observations) {
        this(Shared.of(webClient, connector, settings, observations), RequestOptions.NONE, null);
    }

    private Transport(Shared shared, RequestOptions options, @Nullable ResponseRecorder recorder) {
        this.shared = shared;
        this.options = options;
        this.recorder = recorder;
    }

    /** State that all transports of a client share. */
    private record Shared(
            SingletonSupplier<WebClient> webClient,
            Downloads downloads,
            EventStreams eventStreams,
            TransportSettings settings,
            InFlightTracker inFlight,
            OperationObservations observations) {

        static Shared of(
                Supplier<? extends WebClient.Builder> webClient,
                ClientHttpConnector engine,
                TransportSettings settings,
                OperationObservations observations) {
            ClientHttpConnector connector = new PairedExchangeConnector(engine);
            Downloads downloads = new Downloads(connector, settings);
            return new Shared(
                    SingletonSupplier.of(() -> webClient
                            .get()
                            .clone()
                            .clientConnector(connector)
                            .filters(filters -> filters.add(
                                    0, (request, next) -> ApplicationErrors.defer(() -> next.exchange(request))))
                            // The API token must not be logged, even if the application logs the headers of requests.
                            .codecs(codecs -> codecs.defaultCodecs().enableLoggingRequestDetails(false))
                            .build()),
                    downloads,
                    new EventStreams(downloads),
                    settings,
                    new InFlightTracker(),
                    observations);
        }
    }

    /** Return the settings of all requests. */
    public TransportSettings settings() {
        return this.shared.settings();
    }

    /** Return the API token in the options, or {@code null} for the token of the client. */
    public @Nullable String bearerToken() {
        return this.options.bearerToken();
    }

    /** Return the properties that the options add to the bodies of requests. */
    public Map<String, @Nullable Object> bodyProperties() {
        return this.options.bodyProperties();
    }

    /** Return the tracker of requests that must complete before the client closes. */
    public InFlightTracker inFlight() {
        return this.shared.inFlight();
    }

    /** Return downloads of files that models created, over the same connections. */
    public Downloads downloads() {
        return this.shared.downloads().withOptions(this.options);
    }

    /** Return downloads from the API by signed URL, without the API token. */
    public Downloads downloads(String operation) {
        Map<String, String> headers = RequestHead.defaultHeaders(settings(), this.options);
        headers.putAll(this.options.headers());
        return downloads().forOperation(operation, headers);
    }

    /** Return event streams over the same connections. */
    public EventStreams eventStreams() {
        return this.shared.eventStreams();
    }

    /** Return the URL of a request. */
    public URI url(ApiRequest request) {
        return RequestHead.target(request, settings(), RequestOptions.NONE);
    }

    /** Return a transport with changed options, over the same connections. */
    public Transport withOptions(Consumer<RequestOptions.Builder> change) {
        return new Transport(this.shared, this.options.with(change), this.recorder);
    }

    /** Return a transport that records its responses, over the same connections. */
    public Transport recordingTo(ResponseRecorder recorder) {
        return new Transport(this.shared, this.options, recorder);
    }

    /** Send a request. A response that arrives after the caller has cancelled is dropped. */
    public <T> Mono<T> send(ApiRequest request, Class<T> type) {
        return send(request, ParameterizedTypeReference.forType(type));
    }

    /** Send a request. A response that arrives after the caller has cancelled is dropped. */
    public <T> Mono<T> send(ApiRequest request, ParameterizedTypeReference<T> type) {
        return send(request, exchange -> read(request, exchange, type), LateResponse.dropped(), null);
    }

    /**
     * Send a request. If it is not idempotent, it completes even if the caller cancels while it is in flight, and its
     * response is passed to a handler.
     */
    public <T> Mono<T> send(ApiRequest request, Class<T> type, LateResponse<T> late) {
        return send(request, type, late, null);
    }

    /**
     * Send a request that is not idempotent, as {@link #send(ApiRequest, Class, LateResponse)}.
     *
     * @param outcome is notified of the outcome, unless it is {@code null}
     */
    public <T> Mono<T> send(
            ApiRequest request, Class<T> type, LateResponse<T> late, @Nullable CreateOutcome<T> outcome) {
        ParameterizedTypeReference<T> reference = ParameterizedTypeReference.forType(type);
        return send(request, exchange -> read(request, exchange, reference), late, outcome);
    }

    /** Send a request whose response is text. */
    public Mono<String> sendForText(ApiRequest request) {
        return send(
                request.accept(MediaType.TEXT_PLAIN, MediaType.ALL),
                ResponseReader::text,
                LateResponse.dropped(),
                null);
    }

    /** Send a request without reading the body of its response. */
    public Mono<Void> sendForStatus(ApiRequest request) {
        return send(request, Exchange::statusCode, LateResponse.dropped(), null).then();
    }

    /**
     * Send a request and return its response before the body is read. The request is retried until a successful response
     * starts, but not if its body fails.
     */
    public Mono<StreamedResponse> open(ApiRequest request) {
        return ApplicationErrors.unwrap(this.shared
                .observations()
                .observe(request.operation(), request::description, context -> {
                    Attempt attempt = attempt(request);
                    // The caller reads the body, so no id is known here.
                    OutcomeClassifier outcome = new OutcomeClassifier(request, () -> null);
                    return ApplicationErrors.defer(() -> {
                                context.attemptStarted();
                                return attempt.open();
                            })
                            .doOnNext(response -> context.responseReceived(response.statusCode(), response.headers()))
                            .doOnError(context::attemptFailed)
                            .retryWhen(new RetryPolicy(retries(), request::idempotent))
                            .onErrorMap(ApiException.class, outcome::classify);
                }));
    }

    private <T> T read(ApiRequest request, Exchange exchange, ParameterizedTypeReference<T> type) {
        return ResponseReader.read(request, exchange, type, settings().strictResponseValidation());
    }

    private <T> Mono<T> send(
            ApiRequest request,
            Function<Exchange, T> reader,
            LateResponse<T> late,
            @Nullable CreateOutcome<T> listener) {
        return ApplicationErrors.unwrap(this.shared
                .observations()
                .observe(request.operation(), request::description, context -> {
                    Attempt attempt = attempt(request);
                    OutcomeClassifier outcome = new OutcomeClassifier(request, attempt::receivedId);
                    OutcomeTracker<T> tracker = OutcomeTracker.of(listener, outcome, attempt::receivedId);
                    Consumer<Throwable> lateFailure = failure -> handOver(failure, outcome, attempt, late);
                    Consumer<Throwable> notDelivered = failure -> {
                        String id = attempt.receivedId();
                        if (id != null) {
                            late.unreadable(id);
                        }
                    };
                    Consumer<Exchange> lateResponse = exchange -> {
                        try {
                            T value = ApplicationErrors.call(() -> reader.apply(exchange));
                            tracker.created(value);
                            late.received(value);
                        } catch (RuntimeException ex) {
                            tracker.unreadable(ex);
                            lateFailure.accept(ex);
                        }
                    };
                    Mono<Exchange> response = ApplicationErrors.defer(() -> {
                                request.beforeAttempt().run();
                                context.attemptStarted();
                                Mono<Exchange> exchange = attempt.exchange(lateResponse, lateFailure, tracker)
                                        .doOnNext(each -> {
                                            context.responseReceived(each.statusCode(), each.headers());
                                            request.onResponse().accept(each.statusCode());
                                        })
                                        .doOnError(context::attemptFailed);
                                return request.deletes()
                                        ? exchange.onErrorResume(ApiException.class, outcome::onDeleteFailed)
                                        : exchange;
                            })
                            .retryWhen(new RetryPolicy(retries(), request::idempotent, request::isSafeToResend));
                    // retryWhen discards a response that arrives while the caller cancels.
                    return (request.idempotent() ? response : response.doOnDiscard(Exchange.class, lateResponse))
                            .map(exchange -> {
                                T value = ApplicationErrors.call(() -> reader.apply(exchange));
                                tracker.created(value);
                                if (this.recorder != null) {
                                    this.recorder.record(exchange, context.getAttempts() - 1);
                                }
                                return value;
                            })
                            // Only an ApiException can carry the id to the caller.
                            .doOnError(failure -> !(failure instanceof ApiException), notDelivered)
                            .onErrorMap(ApiException.class, outcome::classify)
                            .transform(call -> listener == null
                                    ? call
                                    : call.doOnError(tracker::callFailed).doOnCancel(tracker::callCancelled));
                }));
    }

    private Attempt attempt(ApiRequest request) {
        return new Attempt(
                ApplicationErrors.call(this.shared.webClient()::obtain),
                settings(),
                this.options,
                request,
                this.shared.inFlight());
    }

    private static void handOver(Throwable failure, OutcomeClassifier outcome, Attempt attempt, LateResponse<?> late) {
        String id = attempt.receivedId();
        if (id == null) {
            Throwable classified = failure instanceof ApiException exception ? outcome.classify(exception) : failure;
            logger.warn("A request of an abandoned call failed: " + Redaction.ofMessage(classified));
        } else {
            late.unreadable(id);
        }
    }

    private RetrySettings retries() {
        return settings().with(null, this.options.maxRetries()).retries();
    }
}
