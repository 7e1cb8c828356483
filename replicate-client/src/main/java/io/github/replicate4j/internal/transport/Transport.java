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

import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import io.github.replicate4j.settings.RetrySettings;
import java.net.URI;
import java.util.LinkedHashMap;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends requests to the API: the one place where they are authorised, retried and timed, and where answers become
 * values or errors.
 *
 * <p>Resources are made of it; applications meet it only through {@code withOptions} and {@code withRawResponse}.
 */
public final class Transport {

    private static final Log logger = LogFactory.getLog(Transport.class);

    /** Made with the first request: an application that sends none starts sooner. */
    private final SingletonSupplier<WebClient> webClient;

    private final Downloads downloads;

    private final EventStreams eventStreams;

    private final TransportSettings settings;

    private final RequestOptions options;

    private final InFlightTracker unfinished;

    private final @Nullable ResponseRecorder recorder;

    private final OperationObservations observations;

    /**
     * Creates a transport.
     *
     * @param webClient gives what requests to the API are built on, and is asked once, with the first of them; its own
     *     connector is not used
     * @param connector carries all requests; it must neither follow redirects nor repeat requests of its own accord
     * @param settings what all requests have in common
     * @param observations who is told of operations
     */
    public Transport(
            Supplier<? extends WebClient.Builder> webClient,
            ClientHttpConnector connector,
            TransportSettings settings,
            OperationObservations observations) {
        this(
                SingletonSupplier.of(() -> webClient
                        .get()
                        .clone()
                        .clientConnector(connector)
                        // An application may log its own requests with their headers, but not the token in ours.
                        .codecs(codecs -> codecs.defaultCodecs().enableLoggingRequestDetails(false))
                        .build()),
                connector,
                new Downloads(connector, settings),
                settings,
                observations);
    }

    private Transport(
            SingletonSupplier<WebClient> webClient,
            ClientHttpConnector connector,
            Downloads downloads,
            TransportSettings settings,
            OperationObservations observations) {
        this(
                webClient,
                downloads,
                new EventStreams(connector, downloads),
                settings,
                RequestOptions.NONE,
                new InFlightTracker(),
                null,
                observations);
    }

    private Transport(
            SingletonSupplier<WebClient> webClient,
            Downloads downloads,
            EventStreams eventStreams,
            TransportSettings settings,
            RequestOptions options,
            InFlightTracker unfinished,
            @Nullable ResponseRecorder recorder,
            OperationObservations observations) {
        this.webClient = webClient;
        this.downloads = downloads;
        this.eventStreams = eventStreams;
        this.settings = settings;
        this.options = options;
        this.unfinished = unfinished;
        this.recorder = recorder;
        this.observations = observations;
    }

    /**
     * Returns what all requests have in common.
     *
     * @return the settings
     */
    public TransportSettings settings() {
        return this.settings;
    }

    /**
     * Returns downloads over the same connections.
     *
     * @return reads files of models
     */
    public Downloads downloads() {
        return this.downloads;
    }

    /**
     * Returns downloads from the API itself, by signed URL: without the token.
     *
     * @param operation the API operation, such as {@code files.download}
     * @return reads files that lie at the API
     */
    public Downloads downloads(String operation) {
        Map<String, String> headers = new LinkedHashMap<>(this.settings.defaultHeaders());
        headers.putAll(this.options.headers());
        return this.downloads.of(operation, headers);
    }

    /**
     * Builds the URL of a request.
     *
     * @param request a request
     * @return its URL at the API, with its query
     */
    public URI url(ApiRequest request) {
        return RequestHead.target(request, this.settings, RequestOptions.NONE);
    }

    /**
     * Returns streams of events over the same connections.
     *
     * @return opens streams
     */
    public EventStreams eventStreams() {
        return this.eventStreams;
    }

    /**
     * Changes the options.
     *
     * @param change called at once
     * @return a transport over the same connections
     */
    public Transport withOptions(Consumer<RequestOptions.Builder> change) {
        return new Transport(
                this.webClient,
                this.downloads,
                this.eventStreams,
                this.settings,
                this.options.with(change),
                this.unfinished,
                this.recorder,
                this.observations);
    }

    /**
     * Keeps the answers.
     *
     * @param recorder where to
     * @return a transport over the same connections
     */
    public Transport recordingTo(ResponseRecorder recorder) {
        return new Transport(
                this.webClient,
                this.downloads,
                this.eventStreams,
                this.settings,
                this.options,
                this.unfinished,
                recorder,
                this.observations);
    }

    /**
     * Sends a request whose answer does not matter once nobody waits for it.
     *
     * @param request what to send
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer, or an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public <T> Mono<T> send(ApiRequest request, Class<T> type) {
        return send(request, ParameterizedTypeReference.forType(type));
    }

    /**
     * Sends a request whose answer does not matter once nobody waits for it.
     *
     * @param request what to send
     * @param type what the answer is
     * @param <T> what the answer is
     * @return the answer, or an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public <T> Mono<T> send(ApiRequest request, ParameterizedTypeReference<T> type) {
        return send(request, exchange -> read(request, exchange, type), late -> {});
    }

    /**
     * Sends a request. One that must not be repeated is never broken off once it is on its way: when the caller cancels,
     * its answer is still awaited, and handed over.
     *
     * @param request what to send
     * @param type what the answer is
     * @param abandoned takes an answer that came when its caller had gone
     * @param <T> what the answer is
     * @return the answer, or an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public <T> Mono<T> send(ApiRequest request, Class<T> type, Consumer<T> abandoned) {
        ParameterizedTypeReference<T> reference = ParameterizedTypeReference.forType(type);
        return send(request, exchange -> read(request, exchange, reference), abandoned);
    }

    /**
     * Sends a request whose answer is text.
     *
     * @param request what to send
     * @return the text as it came, or an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public Mono<String> sendForText(ApiRequest request) {
        return send(request.accept(MediaType.TEXT_PLAIN, MediaType.ALL), ResponseReader::text, late -> {});
    }

    /**
     * Sends a request whose answer says nothing beyond its status.
     *
     * @param request what to send
     * @return completes with success, or with an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public Mono<Void> sendForStatus(ApiRequest request) {
        return send(request, Exchange::statusCode, late -> {}).then();
    }

    /**
     * Sends a request, and leaves the body of the answer to be read as it comes. It is repeated as any other until the
     * answer begins, and never after that.
     *
     * @param request what to send
     * @return the beginning of the answer, or an error under {@link io.github.replicate4j.error.ReplicateException}
     */
    public Mono<StreamedResponse> open(ApiRequest request) {
        return this.observations.observe(request.operation(), request::description, context -> {
            Attempt attempt =
                    new Attempt(this.webClient.obtain(), this.settings, this.options, request, this.unfinished);
            return Mono.defer(() -> {
                        context.attempted();
                        return attempt.open();
                    })
                    .doOnNext(answer -> context.answered(answer.statusCode(), answer.headers()))
                    .doOnError(context::failed)
                    .retryWhen(new RetryPolicy(retries(), request::idempotent))
                    .onErrorMap(ApiException.class, failure -> OutcomeClassifier.of(request, failure));
        });
    }

    private <T> T read(ApiRequest request, Exchange exchange, ParameterizedTypeReference<T> type) {
        return ResponseReader.read(request, exchange, type, this.settings.strictResponseValidation());
    }

    private <T> Mono<T> send(ApiRequest request, Function<Exchange, T> read, Consumer<T> abandoned) {
        return this.observations.observe(request.operation(), request::description, context -> {
            Attempt attempt =
                    new Attempt(this.webClient.obtain(), this.settings, this.options, request, this.unfinished);
            Consumer<Exchange> late = exchange -> handOver(exchange, read, abandoned);
            DeleteRetryState deletion = new DeleteRetryState();
            Mono<Exchange> answer = Mono.defer(() -> {
                        context.attempted();
                        Mono<Exchange> exchange = attempt.exchange(late)
                                .doOnNext(come -> context.answered(come.statusCode(), come.headers()))
                                .doOnError(context::failed);
                        return request.deletes()
                                ? exchange.onErrorResume(ApiException.class, deletion::failed)
                                : exchange;
                    })
                    .retryWhen(new RetryPolicy(retries(), request::idempotent, request::isSafeToResend));
            // The retry throws away an answer that crosses with a cancel.
            return (request.isCancellable() ? answer : answer.doOnDiscard(Exchange.class, late))
                    .map(exchange -> {
                        T value = read.apply(exchange);
                        if (this.recorder != null) {
                            this.recorder.record(exchange, context.getAttempts() - 1);
                        }
                        return value;
                    })
                    .onErrorMap(ApiException.class, failure -> OutcomeClassifier.of(request, failure));
        });
    }

    /**
     * Tells a failure that may pass of itself from one that will not.
     *
     * @param failure what a request failed with
     * @return whether a request that reads is worth sending again
     */
    public static boolean mayPass(Throwable failure) {
        return RetryPolicy.mayRepeat(failure, true);
    }

    private static <T> void handOver(Exchange late, Function<Exchange, T> read, Consumer<T> abandoned) {
        try {
            abandoned.accept(read.apply(late));
        } catch (RuntimeException ex) {
            logger.warn("The answer to a request whose caller had gone is of no use: " + ex.getMessage());
        }
    }

    /**
     * Does something that nobody waits for, except the client when it closes.
     *
     * @param work what to do; its errors are its own affair
     */
    public void detach(Mono<?> work) {
        Runnable ended = this.unfinished.begin();
        work.doFinally(signal -> ended.run()).subscribe();
    }

    /**
     * Ends a call that may go on for long when the client is about to close. Once it has been closed, the call is not
     * begun.
     *
     * @param call the call
     * @param closed what it fails with then
     * @param <T> what it gives
     * @return the call, or its end
     */
    public <T> Mono<T> untilClosed(Mono<T> call, Supplier<ReplicateException> closed) {
        return Mono.firstWithSignal(this.unfinished.closing().then(Mono.error(closed)), call);
    }

    /**
     * Ends a stream that may go on for long when the client is about to close.
     *
     * @param stream the stream
     * @param closed what it fails with then
     * @param <T> what it gives
     * @return the stream, or its end
     */
    public <T> Flux<T> untilClosed(Flux<T> stream, Supplier<ReplicateException> closed) {
        return FluxTimeouts.when(this.unfinished.closing(), stream, closed);
    }

    /**
     * Gives notice that the client closes, and lets come to an end what must not be broken off: creates on their way, and
     * cancels of what nobody waits for.
     *
     * @return completes when all of it has ended
     */
    public Mono<Void> finish() {
        return this.unfinished.close();
    }

    private RetrySettings retries() {
        Integer maxRetries = this.options.maxRetries();
        return maxRetries == null
                ? this.settings.retries()
                : this.settings.retries().withMaxRetries(maxRetries);
    }
}
