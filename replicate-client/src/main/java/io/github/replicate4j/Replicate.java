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

import io.github.replicate4j.account.Accounts;
import io.github.replicate4j.collections.ModelCollections;
import io.github.replicate4j.deployments.Deployments;
import io.github.replicate4j.endpoint.Endpoints;
import io.github.replicate4j.error.CallInterruptedException;
import io.github.replicate4j.error.DeadlineExceededException;
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
 * Replicate, blocking: each call returns when it is done. For WebFlux there is {@link AsyncReplicate}.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.fromEnvironment();
 * byte[] picture = replicate
 *         .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
 *         .file()
 *         .bytes();
 * }</pre>
 *
 * <p>Safe for any number of threads; make one and keep it. All errors are unchecked: see {@link ReplicateException}.
 */
public class Replicate implements AutoCloseable {

    private final AsyncReplicate async;

    Replicate(AsyncReplicate async) {
        this.async = async;
    }

    /**
     * Makes a client with a token and the defaults.
     *
     * @param bearerToken the API token
     * @return the client
     * @throws IllegalArgumentException if the token cannot be one
     */
    public static Replicate create(String bearerToken) {
        return builder().bearerToken(bearerToken).build();
    }

    /**
     * Makes a client from {@code REPLICATE_API_TOKEN} and, if it is set, {@code REPLICATE_BASE_URL}.
     *
     * @return the client
     * @throws IllegalArgumentException if one of the two cannot be used
     */
    public static Replicate fromEnvironment() {
        return builder().environment(System::getenv).build();
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
    public Predictions predictions() {
        return new Predictions(this.async.predictions());
    }

    /**
     * Returns the models.
     *
     * @return the resource
     */
    public Models models() {
        return new Models(this.async.models());
    }

    /**
     * Returns the deployments.
     *
     * @return the resource
     */
    public Deployments deployments() {
        return new Deployments(this.async.deployments());
    }

    /**
     * Returns the endpoints that this version of the client has no method for.
     *
     * @return the resource
     */
    public Endpoints endpoints() {
        return new Endpoints(this.async.endpoints());
    }

    /**
     * Returns the trainings.
     *
     * @return the resource
     */
    public Trainings trainings() {
        return new Trainings(this.async.trainings());
    }

    /**
     * Returns the collections of models.
     *
     * @return the resource
     */
    public ModelCollections collections() {
        return new ModelCollections(this.async.collections());
    }

    /**
     * Returns the kinds of hardware.
     *
     * @return the resource
     */
    public HardwareTypes hardware() {
        return new HardwareTypes(this.async.hardware());
    }

    /**
     * Returns the account of the token.
     *
     * @return the resource
     */
    public Accounts account() {
        return new Accounts(this.async.account());
    }

    /**
     * Returns the webhooks.
     *
     * @return the resource
     */
    public Webhooks webhooks() {
        return new Webhooks(this.async.webhooks());
    }

    /**
     * Searches models, collections and pages of documentation: {@code search}. Replicate calls it a beta.
     *
     * @param query what to search for
     * @return what has been found
     * @throws IllegalArgumentException if the query is blank
     * @throws ReplicateException if Replicate did not do its part
     */
    public SearchResults search(String query) {
        return Blocking.value(this.async.search(query));
    }

    /**
     * Searches models, collections and pages of documentation, as {@link #search(String)}.
     *
     * @param request what to search for
     * @return what has been found
     * @throws ReplicateException if Replicate did not do its part
     */
    public SearchResults search(SearchRequest request) {
        return Blocking.value(this.async.search(request));
    }

    /**
     * Searches models, collections and pages of documentation, as {@link #search(String)}.
     *
     * @param request fills the request
     * @return what has been found
     * @throws IllegalArgumentException if the query is blank or the limit out of range
     * @throws ReplicateException if Replicate did not do its part
     */
    public SearchResults search(Consumer<SearchRequest.Builder> request) {
        return Blocking.value(this.async.search(request));
    }

    /**
     * Returns the files.
     *
     * @return the resource
     */
    public Files files() {
        return new Files(this.async.files());
    }

    /**
     * Runs a model and returns what it made. The prediction is created once: it is never sent again when Replicate may
     * have got it. If the call ends early, the prediction is cancelled, unless the client is set to let it run.
     *
     * @param model {@code owner/name} of an official model, {@code owner/name:version}, or a bare version id
     * @param input a {@link java.util.Map} with the model's own names, or a record or bean whose names become snake case;
     *     files can stand anywhere in it
     * @return what the model made
     * @throws IllegalArgumentException if the model is no reference or the input is {@code null}
     * @throws ModelException if the model failed, or the prediction was canceled or aborted
     * @throws DeadlineExceededException if it did not end in time
     * @throws OutcomeUnknownException if no answer settles the create, so that it may run all the same
     * @throws CallInterruptedException if the thread was interrupted
     * @throws ReplicateException if Replicate did not do its part
     */
    public Output run(String model, Object input) {
        return new Output(Blocking.value(this.async.run(model, input)));
    }

    /**
     * Runs a model and returns what it made, as {@link #run(String, Object)}.
     *
     * @param request what to run
     * @return what the model made
     * @throws ReplicateException as {@link #run(String, Object)}
     */
    public Output run(RunRequest request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Runs a model and returns what it made, as {@link #run(String, Object)}.
     *
     * @param request fills the request
     * @return what the model made
     * @throws IllegalArgumentException if something is missing or out of range
     * @throws ReplicateException as {@link #run(String, Object)}
     */
    public Output run(Consumer<RunRequest.Builder> request) {
        return new Output(Blocking.value(this.async.run(request)));
    }

    /**
     * Returns a model as a function, which runs with the token and the options of this client.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     */
    public ModelFunction use(String model) {
        return new ModelFunction(this.async.use(model));
    }

    /**
     * Returns a model as a function whose input and output have types, which runs with the token and the options of this
     * client.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @param inputType type of the inputs: a record or bean whose names become snake case, or a {@link java.util.Map}
     * @param outputType what outputs are read as: see {@link Output#as(Class)}
     * @param <I> the input
     * @param <O> the output
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     */
    public <I, O> TypedModelFunction<I, O> use(String model, Class<I> inputType, Class<O> outputType) {
        return new TypedModelFunction<>(this.async.use(model, inputType, outputType));
    }

    /**
     * Returns a model as a function whose input and output have types, with type arguments, as
     * {@link #use(String, Class, Class)}.
     *
     * @param model {@code owner/name}, {@code owner/name:version}, or a bare version id
     * @param inputType type of the inputs: a record or bean whose names become snake case, or a {@link java.util.Map}
     * @param outputType what outputs are read as: see {@link Output#as(Class)}
     * @param <I> the input
     * @param <O> the output
     * @return the function; nothing is sent yet
     * @throws IllegalArgumentException if the model is none of them
     */
    public <I, O> TypedModelFunction<I, O> use(
            String model, Class<I> inputType, ParameterizedTypeReference<O> outputType) {
        return new TypedModelFunction<>(this.async.use(model, inputType, outputType));
    }

    /**
     * Returns a model as an instance of an interface of your own, which runs with the token and the options of this client.
     * {@link ReplicateModel} says what such an interface may declare. The instance may be used by any number of threads, and
     * the model is looked up once for all of them.
     *
     * @param type an interface with {@link ReplicateModel}
     * @param <M> the interface
     * @return the model; nothing is sent yet
     * @throws IllegalArgumentException if the interface cannot work; the message says where and why
     */
    public <M> M use(Class<M> type) {
        return this.async.use(type);
    }

    /**
     * Reads the output of a prediction as text, files or a type of your own.
     *
     * @param prediction a prediction, as it stood when it was got
     * @return its output, which may be empty as yet
     */
    public Output output(Prediction prediction) {
        return new Output(this.async.output(prediction));
    }

    /**
     * Returns a client with other options, over the same connections: another time-out, another number of retries, the
     * token of another account, further headers.
     *
     * @param change changes the options
     * @return the client; it need not be closed
     * @throws IllegalArgumentException if an option is out of range
     */
    public Replicate withOptions(Consumer<RequestOptions.Builder> change) {
        return new Replicate(this.async.withOptions(change));
    }

    /**
     * Makes a call and keeps the HTTP answer beside what it returns.
     *
     * @param call makes the call, on the client that is handed to it
     * @param <T> what the call returns
     * @return both
     * @throws IllegalStateException if the call makes no request on that client
     */
    public <T> RawResponse<T> withRawResponse(Function<Replicate, T> call) {
        return Blocking.value(
                this.async.withRawResponse(client -> Mono.fromSupplier(() -> call.apply(client.blocking()))));
    }

    /**
     * Tells where the API is that the client talks to.
     *
     * @return absolute URL without a slash at its end, such as {@code https://api.replicate.com/v1}
     */
    public URI baseUrl() {
        return this.async.baseUrl();
    }

    /**
     * Returns the reactive client over the same connections.
     *
     * @return the twin
     */
    public AsyncReplicate async() {
        return this.async;
    }

    /**
     * Ends the client. Runs that go on come to an end with an error, and their predictions are cancelled, if the client is
     * set so; then the connections that the client opened itself are closed. This waits, up to 5 s, for what must not be
     * broken off.
     */
    @Override
    public void close() {
        this.async.close();
    }

    @Override
    public String toString() {
        return this.async.toString().replaceFirst("^Async", "");
    }
}
