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

package io.github.replicate4j;

import io.github.replicate4j.account.AsyncAccounts;
import io.github.replicate4j.collections.AsyncModelCollections;
import io.github.replicate4j.deployments.AsyncDeployments;
import io.github.replicate4j.endpoint.AsyncEndpoints;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.files.AsyncFiles;
import io.github.replicate4j.hardware.AsyncHardwareTypes;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.models.CatalogSearch;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.run.AsyncRunner;
import io.github.replicate4j.internal.run.ModelInterfaceProxy;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.ResponseRecorder;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.AsyncTypedModelFunction;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.search.SearchRequest;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.trainings.AsyncTrainings;
import io.github.replicate4j.webhook.AsyncWebhooks;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Replicate, reactive: the same methods as {@link Replicate}, with {@link Mono} and {@code Flux}. Nothing is sent before
 * somebody subscribes, and each subscription sends anew. No method blocks but {@link #close()}.
 *
 * <p>Safe for any number of threads; make one and keep it.
 */
public class AsyncReplicate implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(AsyncReplicate.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();

    private final Transport transport;

    private final ClientSettings client;

    /** {@code null} if the connections are those of another client. */
    private final @Nullable Runnable close;

    AsyncReplicate(Transport transport, ClientSettings client, @Nullable Runnable close) {
        this.transport = transport;
        this.client = client;
        this.close = close;
    }

    /**
     * Makes a client with a token and the defaults.
     *
     * @param bearerToken the API token
     * @return the client
     * @throws IllegalArgumentException if the token cannot be one
     */
    public static AsyncReplicate create(String bearerToken) {
        return builder().bearerToken(bearerToken).buildAsync();
    }

    /**
     * Makes a client from {@code REPLICATE_API_TOKEN} and, if it is set, {@code REPLICATE_BASE_URL}.
     *
     * @return the client
     * @throws IllegalArgumentException if one of the two cannot be used
     */
    public static AsyncReplicate fromEnvironment() {
        return builder().environment(System::getenv).buildAsync();
    }

    /**
     * Begins a client.
     *
     * @return a builder with the defaults, which reads nothing from the environment
     */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder();
    }

    /**
     * Returns the predictions.
     *
     * @return the resource
     */
    public AsyncPredictions predictions() {
        return new AsyncPredictions(this.transport, this.client);
    }

    /**
     * Returns the models.
     *
     * @return the resource
     */
    public AsyncModels models() {
        return new AsyncModels(this.transport, this.client);
    }

    /**
     * Returns the deployments.
     *
     * @return the resource
     */
    public AsyncDeployments deployments() {
        return new AsyncDeployments(this.transport, this.client);
    }

    /**
     * Returns the endpoints that this version of the client has no method for.
     *
     * @return the resource
     */
    public AsyncEndpoints endpoints() {
        return new AsyncEndpoints(this.transport);
    }

    /**
     * Returns the trainings.
     *
     * @return the resource
     */
    public AsyncTrainings trainings() {
        return new AsyncTrainings(this.transport, this.client);
    }

    /**
     * Returns the collections of models.
     *
     * @return the resource
     */
    public AsyncModelCollections collections() {
        return new AsyncModelCollections(this.transport);
    }

    /**
     * Returns the kinds of hardware.
     *
     * @return the resource
     */
    public AsyncHardwareTypes hardware() {
        return new AsyncHardwareTypes(this.transport);
    }

    /**
     * Returns the account of the token.
     *
     * @return the resource
     */
    public AsyncAccounts account() {
        return new AsyncAccounts(this.transport);
    }

    /**
     * Returns the webhooks.
     *
     * @return the resource
     */
    public AsyncWebhooks webhooks() {
        return new AsyncWebhooks(this.transport);
    }

    /**
     * Searches models, collections and pages of documentation: {@code search}.
     *
     * @param query what to search for
     * @return what has been found
     * @throws IllegalArgumentException if the query is blank
     * @see Replicate#search(String)
     */
    public Mono<SearchResults> search(String query) {
        return search(request -> request.query(query));
    }

    /**
     * Searches models, collections and pages of documentation: {@code search}.
     *
     * @param request what to search for
     * @return what has been found
     * @see Replicate#search(SearchRequest)
     */
    public Mono<SearchResults> search(SearchRequest request) {
        return new CatalogSearch(this.transport).search(request);
    }

    /**
     * Searches models, collections and pages of documentation: {@code search}.
     *
     * @param request fills the request
     * @return what has been found
     * @throws IllegalArgumentException if the query is blank or the limit out of range
     * @see Replicate#search(Consumer)
     */
    public Mono<SearchResults> search(Consumer<SearchRequest.Builder> request) {
        SearchRequest.Builder builder = SearchRequest.builder();
        request.accept(builder);
        return search(builder.build());
    }

    /**
     * Returns the files.
     *
     * @return the resource
     */
    public AsyncFiles files() {
        return new AsyncFiles(this.transport, this.client.files());
    }

    /**
     * Runs a model and gives what it made.
     *
     * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a bare version id
     * @param input a {@link java.util.Map} with the model's own names, or a record or bean whose names become snake case
     * @return what the model made
     * @throws IllegalArgumentException if the model is no reference or the input is {@code null}
     * @see Replicate#run(String, Object)
     */
    public Mono<AsyncOutput> run(String model, Object input) {
        return run(request -> request.model(model).input(input));
    }

    /**
     * Runs a model and gives what it made.
     *
     * @param request what to run
     * @return what the model made
     * @see Replicate#run(RunRequest)
     */
    public Mono<AsyncOutput> run(RunRequest request) {
        return new AsyncRunner(this.transport, this.client).run(request);
    }

    /**
     * Runs a model and gives what it made.
     *
     * @param request fills the request
     * @return what the model made
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Replicate#run(Consumer)
     */
    public Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request) {
        RunRequest.Builder builder = RunRequest.builder();
        request.accept(builder);
        return run(builder.build());
    }

    /**
     * Returns a model as a function.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     * @see Replicate#use(String)
     */
    public AsyncModelFunction use(String model) {
        return new AsyncModelFunction(this.transport, this.client, Arguments.notBlank("model", model));
    }

    /**
     * Returns a model as a function whose input and output have types.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @param inputType type of the inputs
     * @param outputType what outputs are read as
     * @param <I> the input
     * @param <O> the output
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     * @see Replicate#use(String, Class, Class)
     */
    public <I, O> AsyncTypedModelFunction<I, O> use(String model, Class<I> inputType, Class<O> outputType) {
        return new AsyncTypedModelFunction<>(use(model), outputType);
    }

    /**
     * Returns a model as a function whose input and output have types, with type arguments.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @param inputType type of the inputs
     * @param outputType what outputs are read as
     * @param <I> the input
     * @param <O> the output
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     * @see Replicate#use(String, Class, ParameterizedTypeReference)
     */
    public <I, O> AsyncTypedModelFunction<I, O> use(
            String model, Class<I> inputType, ParameterizedTypeReference<O> outputType) {
        return new AsyncTypedModelFunction<>(use(model), outputType.getType());
    }

    /**
     * Returns a model as an instance of an interface of your own.
     *
     * @param type an interface with {@link io.github.replicate4j.run.ReplicateModel}
     * @param <M> the interface
     * @return the model; nothing is sent yet
     * @throws IllegalArgumentException if the interface cannot work; the message says where and why
     * @see Replicate#use(Class)
     */
    public <M> M use(Class<M> type) {
        return ModelInterfaceProxy.of(type, this::use);
    }

    /**
     * Runs a model and streams the text that it puts out.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @param input a {@link java.util.Map} with the model's own names, or a record or bean whose names become snake case
     * @return pieces of text
     * @throws IllegalArgumentException if the model is no reference or the input is {@code null}
     * @deprecated in favour of {@code use(model).stream(input)}, which is named once for many inputs
     */
    @Deprecated(forRemoval = true)
    public Flux<String> stream(String model, Object input) {
        return use(model).stream(input);
    }

    /**
     * Reads the output of a prediction as text, files or a type of your own.
     *
     * @param prediction a prediction, as it stood when it was got
     * @return its output, which may be empty as yet
     * @see Replicate#output(Prediction)
     */
    public AsyncOutput output(Prediction prediction) {
        return new AsyncOutput(prediction, this.transport.downloads());
    }

    /**
     * Returns a client with other options, over the same connections.
     *
     * @param change changes the options
     * @return the client; it need not be closed
     * @throws IllegalArgumentException if an option is out of range
     * @see Replicate#withOptions(Consumer)
     */
    public AsyncReplicate withOptions(Consumer<RequestOptions.Builder> change) {
        return new AsyncReplicate(this.transport.withOptions(change), withOtherOptions(), null);
    }

    /**
     * Makes a call and keeps the HTTP answer beside what it gives.
     *
     * @param call makes the call, on the client that is handed to it
     * @param <T> what the call gives
     * @return both
     * @see Replicate#withRawResponse(Function)
     */
    public <T> Mono<RawResponse<T>> withRawResponse(Function<AsyncReplicate, Mono<T>> call) {
        return Mono.defer(() -> {
            ResponseRecorder recorder = new ResponseRecorder();
            AsyncReplicate recorded =
                    new AsyncReplicate(this.transport.recordingTo(recorder), withOtherOptions(), null);
            return call.apply(recorded)
                    .<RawResponse<T>>map(recorder::with)
                    .switchIfEmpty(Mono.fromSupplier(() -> recorder.withNothing()));
        });
    }

    private ClientSettings withOtherOptions() {
        return this.client.withPolls(this.client.polls().withOtherOptions());
    }

    /**
     * Tells where the API is that the client talks to.
     *
     * @return absolute URL without a slash at its end, such as {@code https://api.replicate.com/v1}
     */
    public URI baseUrl() {
        return this.transport.settings().baseUrl().uri();
    }

    /**
     * Returns the blocking client over the same connections.
     *
     * @return the twin
     */
    public Replicate blocking() {
        return new Replicate(this);
    }

    /**
     * Ends the client. Runs that go on come to an end with an error, and their predictions are cancelled, if the client is
     * set so; then the connections that the client opened itself are closed. This waits, up to 5 s, for what must not be
     * broken off, except on a thread of Reactor and once the thread is interrupted. A client made by
     * {@link #withOptions} has nothing to close.
     */
    @Override
    public void close() {
        Runnable connections = this.close;
        if (connections == null || !this.closed.compareAndSet(false, true)) {
            return;
        }
        Mono<Void> closing = this.transport
                .inFlight()
                .close()
                .timeout(
                        CLOSE_TIMEOUT,
                        Mono.fromRunnable(() -> logger.warn("The client is closed although not everything"
                                + " has ended: predictions that it created may go on")))
                .doFinally(signal -> connections.run());
        // Cached, so that whoever stops waiting for it does not stop it.
        Mono<Void> shared = closing.cache();
        shared.subscribe();
        if (Schedulers.isInNonBlockingThread()) {
            return;
        }
        try {
            Blocking.get(shared);
        } catch (CallInterruptedException ex) {
            logger.debug("The client closes, and the thread that closed it does not wait for that: it was interrupted");
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + baseUrl() + "]";
    }
}
