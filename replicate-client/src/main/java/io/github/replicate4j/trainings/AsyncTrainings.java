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

package io.github.replicate4j.trainings;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.internal.context.ClientSettings;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.predictions.CreateRequestBody;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.upload.InputFiles;
import io.github.replicate4j.internal.waiting.AbandonedTaskCanceller;
import io.github.replicate4j.internal.waiting.CompletionAwaiter;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.webhook.WebhookSubject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Trainings, reactive. Errors come through the {@link Mono}; arguments are refused at once, but for an input that cannot
 * be written as JSON, which is only known when it is.
 *
 * @see Trainings
 */
public final class AsyncTrainings {

    private final Transport transport;

    private final ClientSettings settings;

    private final InputFiles inputs;

    private final AbandonedTaskCanceller<Training> abandonment;

    /**
     * Creates the resource. Applications get it from the client.
     *
     * @param transport carries the requests
     * @param settings what the client is set to
     */
    public AsyncTrainings(Transport transport, ClientSettings settings) {
        this.transport = transport;
        this.settings = settings;
        this.inputs = new InputFiles(transport, settings.files());
        this.abandonment = new AbandonedTaskCanceller<>(
                transport, "Training", settings.waiting().cancelOnTimeout(), this::cancel);
    }

    /**
     * Creates a training: {@code trainings.create}.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request what it is created from
     * @return the training as it was created
     * @throws IllegalArgumentException if the name is of another form or the id is blank
     * @see Trainings#create(String, String, TrainingRequest)
     */
    public Mono<Training> create(String model, String versionId, TrainingRequest request) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        Arguments.segment("versionId", versionId);
        return this.inputs.encode(request.input()).flatMap(input -> {
            ApiRequest create = reference
                    .into(ApiRequest.nonIdempotentPost(
                            "trainings.create", "/models/{owner}/{name}/versions/{versionId}/trainings"))
                    .path("versionId", versionId)
                    .json(body(request, input))
                    .reconcileWith("trainings.list");
            return Mono.deferContextual(view -> this.transport
                    .send(create, Training.class, late -> this.abandonment.abandon(late, view))
                    .doOnNext(created -> this.settings.webhooks().created(created.id(), request.webhook())));
        });
    }

    private Map<String, @Nullable Object> body(TrainingRequest request, Map<String, @Nullable Object> input) {
        return new CreateRequestBody()
                .with("destination", request.destination())
                .with("input", input)
                .webhook(this.settings.webhooks().target(request.webhook(), WebhookSubject.TRAINING))
                .with(request.additionalProperties());
    }

    /**
     * Creates a training: {@code trainings.create}.
     *
     * @param model {@code owner/name} of the model that trains
     * @param versionId id of the version that trains
     * @param request fills the request
     * @return the training as it was created
     * @throws IllegalArgumentException if something is missing or out of range
     * @see Trainings#create(String, String, Consumer)
     */
    public Mono<Training> create(String model, String versionId, Consumer<TrainingRequest.Builder> request) {
        TrainingRequest.Builder builder = TrainingRequest.builder();
        request.accept(builder);
        return create(model, versionId, builder.build());
    }

    void abandon(Training created) {
        this.abandonment.abandon(created, Context.empty());
    }

    /**
     * Gets a training: {@code trainings.get}.
     *
     * @param id id of the training
     * @return the training as it stands
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#get(String)
     */
    public Mono<Training> get(String id) {
        return this.transport.send(getRequest(id), Training.class);
    }

    private Mono<Training> ask(String id) {
        return this.transport.send(getRequest(id).failFastOnRateLimit(), Training.class);
    }

    private static ApiRequest getRequest(String id) {
        return ApiRequest.get("trainings.get", "/trainings/{id}").path("id", id);
    }

    /**
     * Lists the trainings of the account, newest first: {@code trainings.list}.
     *
     * @return the first page
     * @see Trainings#list()
     */
    public Mono<AsyncPage<Training>> list() {
        return AsyncPage.first(this.transport, () -> ApiRequest.get("trainings.list", "/trainings"), Training.class);
    }

    /**
     * Cancels a training: {@code trainings.cancel}.
     *
     * @param id id of the training
     * @return the training as it stands then
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#cancel(String)
     */
    public Mono<Training> cancel(String id) {
        ApiRequest request = ApiRequest.idempotentPost("trainings.cancel", "/trainings/{id}/cancel")
                .path("id", id);
        return this.transport.send(request, Training.class);
    }

    /**
     * Waits until a training has ended, as long as a {@code run} may take.
     *
     * @param id id of the training
     * @return the training as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#await(String)
     */
    public Mono<Training> await(String id) {
        return await(id, this.settings.waiting().timeout());
    }

    /**
     * Waits until a training has ended. To stop waiting does not stop the training.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training as it ended, well or not; {@link DeadlineExceededException} if it did not in time
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Trainings#await(String, Duration)
     */
    public Mono<Training> await(String id, Duration timeout) {
        return awaiting().await(id, timeout);
    }

    /**
     * Tells what changes until a training has ended, as long as a {@code run} may take.
     *
     * @param id id of the training
     * @return the training at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank
     * @see Trainings#updates(String)
     */
    public Flux<Training> updates(String id) {
        return updates(id, this.settings.waiting().timeout());
    }

    /**
     * Tells what changes until a training has ended. To cancel does not stop the training.
     *
     * @param id id of the training
     * @param timeout how long to wait
     * @return the training at first, each time it has changed, and at last as it ended, well or not
     * @throws IllegalArgumentException if the id is blank or the time-out not longer than zero
     * @see Trainings#updates(String, Duration)
     */
    public Flux<Training> updates(String id, Duration timeout) {
        return awaiting().updates(id, timeout);
    }

    private CompletionAwaiter<Training> awaiting() {
        CompletionSource<Training> watch = CompletionSource.of(
                new PollSource<>("Training", Training.class, this::ask, null),
                this.settings.polls(),
                this.settings.waiting(),
                this.settings.webhooks().signals());
        return new CompletionAwaiter<>(this.transport, "Training", watch);
    }
}
