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

package io.github.replicate4j.predictions;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.polling.PollPage;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.predictions.CompletionRecorder;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.predictions.PredictionStreams;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.waiting.CompletionAwaiter;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.stream.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Predictions, reactive. Errors come through the {@link Mono}; arguments are refused at once, but for an input that cannot
 * be written as JSON, which is only known when it is.
 *
 * @see Predictions
 */
public final class AsyncPredictions {

    private final Transport transport;

    private final ClientSettings settings;

    private final PredictionCreator creation;

    private final PredictionStreams streams;

    private final CompletionRecorder ends;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public AsyncPredictions(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
        this.creation = new PredictionCreator(transport, settings);
        this.streams = new PredictionStreams(transport, settings, this);
        this.ends = new CompletionRecorder(settings.observations());
    }

    /**
     * Creates a prediction: {@code predictions.create}.
     *
     * @param request what to run, with a version
     * @return the prediction as it was created
     * @throws IllegalArgumentException if the version is missing or no reference
     * @see Predictions#create(PredictionRequest)
     */
    public Mono<Prediction> create(PredictionRequest request) {
        if (request.version() == null) {
            throw new IllegalArgumentException("version must be set: owner/name:version, or a version id; a model"
                    + " without a version runs through run(...) or models().predictions()");
        }
        String model = ModelReference.parse(request.version()).model();
        return Mono.defer(() -> this.creation.create(
                ApiRequest.nonIdempotentPost("predictions.create", "/predictions"), request, model));
    }

    /**
     * Creates a prediction: {@code predictions.create}.
     *
     * @param request fills the request
     * @return the prediction as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Predictions#create(Consumer)
     */
    public Mono<Prediction> create(Consumer<PredictionRequest.Builder> request) {
        PredictionRequest.Builder builder = PredictionRequest.builder();
        request.accept(builder);
        return create(builder.build());
    }

    /**
     * Gets a prediction: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return the prediction as it stands
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#get(String)
     */
    public Mono<Prediction> get(String id) {
        return this.transport.send(getRequest(id), Prediction.class).doOnNext(this.ends::seen);
    }

    private static ApiRequest getRequest(String id) {
        return ApiRequest.get("predictions.get", "/predictions/{id}").path("id", id);
    }

    /**
     * Lists the predictions of the account, newest first: {@code predictions.list}.
     *
     * @return the first page
     * @see Predictions#list()
     */
    public Mono<AsyncPage<Prediction>> list() {
        return list(PredictionListRequest.builder().build());
    }

    /**
     * Lists predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request which ones
     * @return the first page
     * @see Predictions#list(PredictionListRequest)
     */
    public Mono<AsyncPage<Prediction>> list(PredictionListRequest request) {
        return AsyncPage.first(this.transport, () -> listRequest(request), Prediction.class);
    }

    private static ApiRequest listRequest(PredictionListRequest request) {
        ApiRequest predictions = ApiRequest.get("predictions.list", "/predictions");
        filter(predictions, "created_after", request.createdAfter());
        filter(predictions, "created_before", request.createdBefore());
        filter(predictions, "source", request.source());
        return predictions;
    }

    private static void filter(ApiRequest predictions, String parameter, @Nullable Object value) {
        if (value != null) {
            predictions.queryParam(parameter, value.toString());
        }
    }

    /**
     * Lists predictions of the account, newest first: {@code predictions.list}.
     *
     * @param request says which ones
     * @return the first page
     * @throws IllegalArgumentException if nothing can lie between the two times
     * @see Predictions#list(Consumer)
     */
    public Mono<AsyncPage<Prediction>> list(Consumer<PredictionListRequest.Builder> request) {
        PredictionListRequest.Builder builder = PredictionListRequest.builder();
        request.accept(builder);
        return list(builder.build());
    }

    /**
     * Cancels a prediction: {@code predictions.cancel}.
     *
     * @param id id of the prediction
     * @return the prediction as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#cancel(String)
     */
    public Mono<Prediction> cancel(String id) {
        return this.transport.send(cancelRequest(id), Prediction.class).doOnNext(this.ends::seen);
    }

    void abandon(Prediction created) {
        this.creation.abandon(created);
    }

    public static ApiRequest cancelRequest(String id) {
        return ApiRequest.idempotentPost("predictions.cancel", "/predictions/{id}/cancel")
                .path("id", id);
    }

    /**
     * Waits until a prediction has ended, as long as a {@code run} may take.
     *
     * @param id id of the prediction
     * @return the prediction as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#await(String)
     */
    public Mono<Prediction> await(String id) {
        return await(id, this.settings.waiting().timeout());
    }

    /**
     * Waits until a prediction has ended. To stop waiting does not stop the prediction.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction as it ended, well or not; {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Predictions#await(String, Duration)
     */
    public Mono<Prediction> await(String id, Duration timeout) {
        return new CompletionAwaiter<>(this.transport, "Prediction", watch()).await(id, timeout);
    }

    /**
     * Tells what changes until a prediction has ended, as long as a {@code run} may take.
     *
     * @param id id of the prediction
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#updates(String)
     */
    public Flux<Prediction> updates(String id) {
        return updates(id, this.settings.waiting().timeout());
    }

    /**
     * Tells what changes until a prediction has ended. To cancel does not stop the prediction.
     *
     * @param id id of the prediction
     * @param timeout how long to wait
     * @return the prediction at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Predictions#updates(String, Duration)
     */
    public Flux<Prediction> updates(String id, Duration timeout) {
        return new CompletionAwaiter<>(this.transport, "Prediction", watch()).updates(id, timeout);
    }

    /**
     * Streams the text that a prediction puts out.
     *
     * @param id id of the prediction
     * @return pieces of text; errors as {@link #streamEvents(String)}
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#stream(String)
     */
    public Flux<String> stream(String id) {
        return PredictionStreams.text(streamEvents(id));
    }

    /**
     * Streams the text that a prediction puts out.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return pieces of text; errors as {@link #streamEvents(String)}
     * @see Predictions#stream(Prediction)
     */
    public Flux<String> stream(Prediction prediction) {
        return PredictionStreams.text(streamEvents(prediction));
    }

    /**
     * Streams the files that a prediction puts out.
     *
     * @param id id of the prediction
     * @return files; {@link IllegalStateException} if an output is none, other errors as {@link #streamEvents(String)}
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#streamFiles(String)
     */
    public Flux<AsyncFileOutput> streamFiles(String id) {
        return this.streams.files(streamEvents(id));
    }

    /**
     * Streams the files that a prediction puts out.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return files; {@link IllegalStateException} if an output is none, other errors as {@link #streamEvents(String)}
     * @see Predictions#streamFiles(Prediction)
     */
    public Flux<AsyncFileOutput> streamFiles(Prediction prediction) {
        return this.streams.files(streamEvents(prediction));
    }

    /**
     * Streams what happens to a prediction. It is got first: {@code predictions.get}.
     *
     * @param id id of the prediction
     * @return what happens, to the end; {@link ModelException} if that is no success, and {@link DeadlineExceededException}
     *     if it does not come in time
     * @throws IllegalArgumentException if the id is blank
     * @see Predictions#streamEvents(String)
     */
    public Flux<StreamEvent> streamEvents(String id) {
        Arguments.segment("id", id);
        return this.streams.events(id, Mono.defer(() -> get(id)));
    }

    /**
     * Streams what happens to a prediction.
     *
     * @param prediction the prediction, as it stood when it was got
     * @return what happens, to the end; errors as {@link #streamEvents(String)}
     * @see Predictions#streamEvents(Prediction)
     */
    public Flux<StreamEvent> streamEvents(Prediction prediction) {
        return this.streams.events(prediction.id(), Mono.just(prediction));
    }

    /**
     * Returns how this client learns what becomes of predictions. Not meant for applications: it has no deadline.
     *
     * @return the watch
     */
    public CompletionSource<Prediction> watch() {
        return CompletionSource.of(
                        new PollSource<>(
                                "Prediction",
                                Prediction.class,
                                this::ask,
                                new PollSource.Listing<>(this::askForPage, Prediction::tellsLogs)),
                        this.settings.polls(),
                        this.settings.waiting(),
                        this.settings.webhooks().signals())
                .doOnNext(this.ends::seen);
    }

    private Mono<Prediction> ask(String id) {
        return this.transport.send(getRequest(id).failFastOnRateLimit(), Prediction.class);
    }

    private Mono<PollPage<Prediction>> askForPage(@Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        PredictionListRequest request = new PredictionListRequest(createdAfter, createdBefore, null);
        // What is asked for again anyway, or singly, need not be sent again by itself.
        Transport once = this.transport.withOptions(options -> options.maxRetries(0));
        return AsyncPage.first(once, () -> listRequest(request), Prediction.class)
                .map(page -> new PollPage<>(page.results(), page.hasNextPage()));
    }
}
