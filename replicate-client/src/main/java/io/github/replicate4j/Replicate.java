/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.account.Accounts;
import io.github.replicate4j.collections.ModelCollections;
import io.github.replicate4j.deployments.Deployments;
import io.github.replicate4j.endpoint.Endpoints;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.Files;
import io.github.replicate4j.hardware.HardwareTypes;
import io.github.replicate4j.http.RawResponse;
import io.github.replicate4j.http.RequestOptions;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.models.Models;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.Predictions;
import io.github.replicate4j.run.ModelFunction;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.run.ReplicateModel;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.run.TypedModelFunction;
import io.github.replicate4j.search.SearchRequest;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.trainings.Trainings;
import io.github.replicate4j.webhook.Webhooks;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Mono;

/**
 * Blocking client of the Replicate API. Each call returns when its response has arrived. Use {@link AsyncReplicate} for
 * reactive applications such as those with WebFlux.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.fromEnvironment();
 * byte[] picture = replicate
 *         .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
 *         .file()
 *         .bytes();
 * }</pre>
 *
 * <p>Thread-safe: create one client and share it. All exceptions of the API are unchecked: see
 * {@link ReplicateException}.
 *
 * @since 0.1.0
 */
public class Replicate implements AutoCloseable {

    private final AsyncReplicate async;

    Replicate(AsyncReplicate async) {
        this.async = async;
    }

    /**
     * Create a client with an API token and default settings.
     *
     * @param bearerToken the API token
     * @return the client
     * @throws IllegalArgumentException if the token contains a character that is not allowed in a token, such as a line
     *     break
     */
    public static Replicate create(String bearerToken) {
        return builder().bearerToken(bearerToken).build();
    }

    /**
     * Create a client from the environment variables {@code REPLICATE_API_TOKEN} and {@code REPLICATE_BASE_URL}. The
     * second is optional.
     *
     * @return the client
     * @throws IllegalArgumentException if the token or the base URL is invalid
     */
    public static Replicate fromEnvironment() {
        return builderFromEnvironment().build();
    }

    /**
     * Return a builder with the token and the base URL of {@link #fromEnvironment()}, to change further settings.
     *
     * @return the builder
     * @throws IllegalArgumentException if the token or the base URL is invalid
     */
    public static ReplicateBuilder builderFromEnvironment() {
        return builder().environment(System::getenv);
    }

    /**
     * Return a builder with default settings. It reads neither token nor base URL from the environment.
     *
     * @return the builder
     */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder();
    }

    /** Return the operations on predictions. */
    public Predictions predictions() {
        return new Predictions(this.async.predictions());
    }

    /** Return the operations on models. */
    public Models models() {
        return new Models(this.async.models());
    }

    /** Return the operations on deployments. */
    public Deployments deployments() {
        return new Deployments(this.async.deployments());
    }

    /** Return access to endpoints of the API that this version of the client has no method for. */
    public Endpoints endpoints() {
        return new Endpoints(this.async.endpoints());
    }

    /** Return the operations on trainings. */
    public Trainings trainings() {
        return new Trainings(this.async.trainings());
    }

    /** Return the operations on collections of models. */
    public ModelCollections collections() {
        return new ModelCollections(this.async.collections());
    }

    /** Return the operations on hardware types. */
    public HardwareTypes hardware() {
        return new HardwareTypes(this.async.hardware());
    }

    /** Return the operations on the account that owns the API token. */
    public Accounts account() {
        return new Accounts(this.async.account());
    }

    /** Return the operations on webhooks. */
    public Webhooks webhooks() {
        return new Webhooks(this.async.webhooks());
    }

    /**
     * Search models, collections and documentation pages: {@code search}. Replicate marks this operation as beta.
     *
     * @param query text to search for
     * @return the results
     * @throws IllegalArgumentException if the query is blank
     * @throws ReplicateException if the request fails
     */
    public SearchResults search(String query) {
        return Blocking.value(this.async.search(query));
    }

    /**
     * Search models, collections and documentation pages, as {@link #search(String)}.
     *
     * @param request text and options of the search
     * @return the results
     * @throws ReplicateException if the request fails
     */
    public SearchResults search(SearchRequest request) {
        return Blocking.value(this.async.search(request));
    }

    /**
     * Search models, collections and documentation pages, as {@link #search(String)}.
     *
     * @param request callback that sets the fields of the request
     * @return the results
     * @throws IllegalArgumentException if the query is blank or the limit is out of range
     * @throws ReplicateException if the request fails
     */
    public SearchResults search(Consumer<SearchRequest.Builder> request) {
        return Blocking.value(this.async.search(request));
    }

    /** Return the operations on files. */
    public Files files() {
        return new Files(this.async.files());
    }

    /**
     * Run a model and return its output: {@code predictions.create} or {@code models.predictions.create}, then
     * {@code predictions.get} or {@code predictions.list} until completion. The create is retried only if Replicate
     * cannot have received it completely, or rejected it with 429. If the call ends before the prediction completes, the
     * prediction is cancelled, unless {@code cancelOnAbandon} is disabled.
     *
     * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a version id
     * @param input a {@link java.util.Map} with the field names of the model, or a record or bean whose property names
     *     are converted to snake case; may contain files at any depth
     * @return the output
     * @throws IllegalArgumentException if the model reference is invalid or the input is {@code null}
     * @throws InputValidationException if the input does not match the schema of the model, in strict validation: see
     *     {@link io.github.replicate4j.settings.InputValidation}
     * @throws ModelException if the prediction fails, is canceled or is aborted
     * @throws DeadlineExceededException if the prediction does not complete before the deadline of the run
     * @throws OutcomeUnknownException if the create may have reached Replicate but its outcome is unknown, so the
     *     prediction may run
     * @throws CallInterruptedException if the thread is interrupted
     * @throws ReplicateException if a request fails
     */
    public Output run(String model, Object input) {
        return new Output(Blocking.value(this.async.run(model, input)));
    }

    /**
     * Run a model and return its output, as {@link #run(String, Object)}.
     *
     * @param request model and input to run
     * @return the output
     * @throws ReplicateException as {@link #run(String, Object)}
     */
    public Output run(RunRequest request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Run a model and return its output, as {@link #run(String, Object)}.
     *
     * @param request callback that sets the fields of the request
     * @return the output
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     * @throws ReplicateException as {@link #run(String, Object)}
     */
    public Output run(Consumer<RunRequest.Builder> request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Return a model as a function. It uses the API token and the options of this client. This method sends no request.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a version id
     * @return the function
     * @throws IllegalArgumentException if the model reference is invalid
     */
    public ModelFunction use(String model) {
        return new ModelFunction(this.async.use(model));
    }

    /**
     * Return a model as a function with typed input and output. It uses the API token and the options of this client.
     * This method sends no request.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a version id
     * @param inputType type of the input: a record or bean whose property names are converted to snake case, or a
     *     {@link java.util.Map}
     * @param outputType type to convert outputs to: see {@link Output#as(Class)}
     * @param <I> the input
     * @param <O> the output
     * @return the function
     * @throws IllegalArgumentException if the model reference is invalid
     */
    public <I, O> TypedModelFunction<I, O> use(String model, Class<I> inputType, Class<O> outputType) {
        return new TypedModelFunction<>(this.async.use(model, inputType, outputType));
    }

    /**
     * Return a model as a function with typed input and output, as {@link #use(String, Class, Class)}, for a generic
     * output type.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a version id
     * @param inputType type of the input: a record or bean whose property names are converted to snake case, or a
     *     {@link java.util.Map}
     * @param outputType type to convert outputs to: see {@link Output#as(ParameterizedTypeReference)}
     * @param <I> the input
     * @param <O> the output
     * @return the function
     * @throws IllegalArgumentException if the model reference is invalid
     */
    public <I, O> TypedModelFunction<I, O> use(
            String model, Class<I> inputType, ParameterizedTypeReference<O> outputType) {
        return new TypedModelFunction<>(this.async.use(model, inputType, outputType));
    }

    /**
     * Return an implementation of a model interface: see {@link ReplicateModel}. It uses the API token and the options
     * of this client, is thread-safe, and looks up the model at most once. This method sends no request.
     *
     * @param type an interface annotated with {@link ReplicateModel}
     * @param <M> the interface
     * @return the implementation
     * @throws IllegalArgumentException if the interface is invalid; the message names the method and the reason
     */
    public <M> M use(Class<M> type) {
        return this.async.use(type);
    }

    /**
     * Return the output of a prediction, to read it as text, files or a type of the application.
     *
     * @param prediction a prediction, as returned by the API
     * @return its output; empty if the prediction has none yet
     */
    public Output output(Prediction prediction) {
        return new Output(this.async.output(prediction));
    }

    /**
     * Return a client with other options, such as another timeout, number of retries, API token or additional headers.
     * It shares the connections of this client.
     *
     * @param change changes the options
     * @return the client; there is no need to close it
     * @throws IllegalArgumentException if an option is out of range
     */
    public Replicate withOptions(Consumer<RequestOptions.Builder> change) {
        return new Replicate(this.async.withOptions(change));
    }

    /**
     * Make a call and return its result together with the HTTP response.
     *
     * @param call makes the call on the client that it receives
     * @param <T> the result of the call
     * @return the result and the response
     * @throws IllegalStateException if the call sends no request through that client
     */
    public <T> RawResponse<T> withRawResponse(Function<Replicate, T> call) {
        return Blocking.value(
                this.async.withRawResponse(client -> Mono.fromSupplier(() -> call.apply(client.blocking()))));
    }

    /**
     * Return the base URL of the API.
     *
     * @return absolute URL without a trailing slash, such as {@code https://api.replicate.com/v1}
     */
    public URI baseUrl() {
        return this.async.baseUrl();
    }

    /** Return the reactive client that shares the connections of this client. */
    public AsyncReplicate async() {
        return this.async;
    }

    /**
     * End calls that wait, as the first step of a shutdown: runs, waits and streams in progress fail with a
     * {@link ReplicateException}, and so do those that start later. The predictions of runs are cancelled in the
     * background unless {@code cancelOnAbandon} is disabled. All other calls work until {@link #close()}. This method does
     * not block. It has no effect on a client created by {@link #withOptions}.
     */
    public void shutdown() {
        this.async.shutdown();
    }

    /**
     * Close the client. Calls that wait end as with {@link #shutdown()}. Then the connections that the client opened
     * itself are closed.
     *
     * <p>This method waits for requests that must not be interrupted, such as creates and cancels: as long as Replicate
     * may hold the creates in flight, which is up to {@code preferWait}, and
     * {@link ReplicateBuilder#closeTimeout closeTimeout} longer. A client created by {@link #withOptions} has nothing to
     * close.
     */
    @Override
    public void close() {
        this.async.close();
    }

    /**
     * Return whether the client has been closed. Runs, waits and streams then fail; other calls fail unless a custom
     * connector still accepts them. A client created by {@link #withOptions} is closed if the client that owns the
     * connections is closed.
     *
     * @return {@code true} as soon as {@link #close()} has been called
     */
    public boolean isClosed() {
        return this.async.isClosed();
    }

    @Override
    public String toString() {
        return this.async.toString().replaceFirst("^Async", "");
    }
}
