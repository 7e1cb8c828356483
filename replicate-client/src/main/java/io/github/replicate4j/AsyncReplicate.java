/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.account.AsyncAccounts;
import io.github.replicate4j.collections.AsyncModelCollections;
import io.github.replicate4j.deployments.AsyncDeployments;
import io.github.replicate4j.endpoint.AsyncEndpoints;
import io.github.replicate4j.files.AsyncFiles;
import io.github.replicate4j.hardware.AsyncHardwareTypes;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.ClientLifecycle;
import io.github.replicate4j.internal.resources.Resources;
import io.github.replicate4j.internal.run.DefaultAsyncModelFunction;
import io.github.replicate4j.internal.run.DefaultAsyncTypedModelFunction;
import io.github.replicate4j.internal.run.ModelInterfaceProxy;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.ResponseRecorder;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/**
 * Reactive client of the Replicate API, with the methods of {@link Replicate}. Nothing is sent before subscription, and
 * each subscription sends its own requests. No method blocks except {@link #close()}.
 *
 * <p>Thread-safe: create one client and share it.
 *
 * @since 0.1.0
 * @see Replicate
 */
public class AsyncReplicate implements AutoCloseable {

    private final ClientContext context;

    /** Created by the first call, so that an application starts faster. */
    private final SingletonSupplier<Resources> resources;

    private final ClientLifecycle lifecycle;

    /** Whether this client may close the connections, or shares those of another client. */
    private final boolean owner;

    AsyncReplicate(ClientContext context, ClientLifecycle lifecycle) {
        this(context, lifecycle, true);
    }

    private AsyncReplicate(ClientContext context, ClientLifecycle lifecycle, boolean owner) {
        this.context = context;
        this.resources = SingletonSupplier.of(() -> Resources.of(context));
        this.lifecycle = lifecycle;
        this.owner = owner;
    }

    /**
     * Create a client with an API token and default settings.
     *
     * @see Replicate#create(String)
     */
    public static AsyncReplicate create(String bearerToken) {
        return builder().bearerToken(bearerToken).buildAsync();
    }

    /**
     * Create a client from environment variables.
     *
     * @see Replicate#fromEnvironment()
     */
    public static AsyncReplicate fromEnvironment() {
        return builderFromEnvironment().buildAsync();
    }

    /**
     * Return a builder with the token and the base URL of {@link #fromEnvironment()}, to change further settings.
     *
     * @see Replicate#builderFromEnvironment()
     */
    public static ReplicateBuilder builderFromEnvironment() {
        return builder().environment(System::getenv);
    }

    /** Return a builder with default settings. It reads neither token nor base URL from the environment. */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder();
    }

    /** Return the operations on predictions. */
    public AsyncPredictions predictions() {
        return this.resources.obtain().predictions();
    }

    /** Return the operations on models. */
    public AsyncModels models() {
        return this.resources.obtain().models();
    }

    /** Return the operations on deployments. */
    public AsyncDeployments deployments() {
        return this.resources.obtain().deployments();
    }

    /** Return access to endpoints of the API that this version of the client has no method for. */
    public AsyncEndpoints endpoints() {
        return this.resources.obtain().endpoints();
    }

    /** Return the operations on trainings. */
    public AsyncTrainings trainings() {
        return this.resources.obtain().trainings();
    }

    /** Return the operations on collections of models. */
    public AsyncModelCollections collections() {
        return this.resources.obtain().collections();
    }

    /** Return the operations on hardware types. */
    public AsyncHardwareTypes hardware() {
        return this.resources.obtain().hardware();
    }

    /** Return the operations on the account that owns the API token. */
    public AsyncAccounts account() {
        return this.resources.obtain().account();
    }

    /** Return the operations on webhooks. */
    public AsyncWebhooks webhooks() {
        return this.resources.obtain().webhooks();
    }

    /**
     * Search models, collections and documentation pages: {@code search}.
     *
     * @see Replicate#search(String)
     */
    public Mono<SearchResults> search(String query) {
        return search(request -> request.query(query));
    }

    /**
     * Search models, collections and documentation pages: {@code search}.
     *
     * @see Replicate#search(SearchRequest)
     */
    public Mono<SearchResults> search(SearchRequest request) {
        return this.resources.obtain().search(request);
    }

    /**
     * Search models, collections and documentation pages: {@code search}.
     *
     * @see Replicate#search(Consumer)
     */
    public Mono<SearchResults> search(Consumer<SearchRequest.Builder> request) {
        return search(SearchRequest.of(request));
    }

    /** Return the operations on files. */
    public AsyncFiles files() {
        return this.resources.obtain().files();
    }

    /**
     * Run a model and emit its output.
     *
     * @see Replicate#run(String, Object)
     */
    public Mono<AsyncOutput> run(String model, Object input) {
        return run(request -> request.model(model).input(input));
    }

    /**
     * Run a model and emit its output.
     *
     * @see Replicate#run(RunRequest)
     */
    public Mono<AsyncOutput> run(RunRequest request) {
        return this.resources.obtain().runner().run(request);
    }

    /**
     * Run a model and emit its output.
     *
     * @see Replicate#run(Consumer)
     */
    public Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request) {
        return run(RunRequest.of(request));
    }

    /**
     * Return a model as a function.
     *
     * @see Replicate#use(String)
     */
    public AsyncModelFunction use(String model) {
        return new DefaultAsyncModelFunction(
                this.resources.obtain().runner(), this.resources.obtain().models(), Arguments.notBlank("model", model));
    }

    /**
     * Return a model as a function with typed input and output.
     *
     * @see Replicate#use(String, Class, Class)
     */
    public <I, O> AsyncTypedModelFunction<I, O> use(String model, Class<I> inputType, Class<O> outputType) {
        return new DefaultAsyncTypedModelFunction<>(use(model), outputType);
    }

    /**
     * Return a model as a function with typed input and output, for a generic output type.
     *
     * @see Replicate#use(String, Class, ParameterizedTypeReference)
     */
    public <I, O> AsyncTypedModelFunction<I, O> use(
            String model, Class<I> inputType, ParameterizedTypeReference<O> outputType) {
        return new DefaultAsyncTypedModelFunction<>(use(model), outputType.getType());
    }

    /**
     * Return an implementation of a model interface.
     *
     * @see Replicate#use(Class)
     */
    public <M> M use(Class<M> type) {
        return ModelInterfaceProxy.of(type, this::use);
    }

    /**
     * Return the output of a prediction.
     *
     * @see Replicate#output(Prediction)
     */
    public AsyncOutput output(Prediction prediction) {
        return this.resources.obtain().runner().output(prediction);
    }

    /**
     * Return a client with other options that shares the connections of this client.
     *
     * @see Replicate#withOptions(Consumer)
     */
    public AsyncReplicate withOptions(Consumer<RequestOptions.Builder> change) {
        return new AsyncReplicate(
                this.context.withOptions(Arguments.notNull("options", change)), this.lifecycle, false);
    }

    /**
     * Make a call and emit its result together with the HTTP response.
     *
     * @see Replicate#withRawResponse(Function)
     */
    public <T> Mono<RawResponse<T>> withRawResponse(Function<AsyncReplicate, Mono<T>> call) {
        return Mono.defer(() -> {
            ResponseRecorder recorder = new ResponseRecorder();
            AsyncReplicate recorded = new AsyncReplicate(this.context.recordingTo(recorder), this.lifecycle, false);
            return call.apply(recorded)
                    .<RawResponse<T>>map(recorder::with)
                    .switchIfEmpty(Mono.fromSupplier(() -> recorder.withNothing()));
        });
    }

    /**
     * Return the base URL of the API.
     *
     * @see Replicate#baseUrl()
     */
    public URI baseUrl() {
        return this.context.transport().settings().baseUrl().uri();
    }

    /** Return the blocking client that shares the connections of this client. */
    public Replicate blocking() {
        return new Replicate(this);
    }

    /**
     * End calls that wait, as {@link Replicate#shutdown()}. This method does not block.
     */
    public void shutdown() {
        if (this.owner) {
            this.lifecycle.shutdown();
        }
    }

    /**
     * Close the client, as {@link Replicate#close()}. On a thread of Reactor and on an interrupted thread, this method
     * does not block, and closing continues in the background.
     */
    @Override
    public void close() {
        if (this.owner) {
            this.lifecycle.close();
        }
    }

    /**
     * Return whether the client has been closed.
     *
     * @see Replicate#isClosed()
     */
    public boolean isClosed() {
        return this.lifecycle.isClosed();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + baseUrl() + "]";
    }
}
