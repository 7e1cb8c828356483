/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.CreateWebhook;
import io.github.replicate4j.internal.journal.Fingerprint;
import io.github.replicate4j.internal.journal.RecordedCreate;
import io.github.replicate4j.internal.limits.CreateTarget;
import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.CreateOutcome;
import io.github.replicate4j.internal.upload.InputFiles;
import io.github.replicate4j.internal.validation.SchemaSource;
import io.github.replicate4j.internal.waiting.AbandonedTaskCanceller;
import io.github.replicate4j.internal.waiting.CompletionAwaiter;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.trainings.AsyncTrainings;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.trainings.TrainingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Default implementation of {@link AsyncTrainings}. */
public final class DefaultAsyncTrainings implements AsyncTrainings, AbandonableCreates<Training> {

    private final ClientContext context;

    private final InputFiles inputs;

    private final AbandonedTaskCanceller<Training> canceller;

    private final CompletionAwaiter<Training> awaiter;

    DefaultAsyncTrainings(ClientContext context) {
        this.context = context;
        this.inputs = new InputFiles(context.transport(), context.settings().files());
        this.canceller = new AbandonedTaskCanceller<>(context.transport(), "Training", this::cancel);
        this.awaiter = new CompletionAwaiter<>(
                context.transport(),
                "Training",
                new CompletionSource<>(
                        new PollSource<>("Training", Training.class, this::poll, null),
                        context.polls(),
                        context.settings().run(),
                        context.webhook().signals(),
                        context.limits()::completed));
    }

    @Override
    public Mono<Training> create(String model, String versionId, TrainingRequest request) {
        ModelReference reference = ModelReference.ownerAndName("model", model);
        Arguments.segment("versionId", versionId);
        Supplier<ApiRequest> endpoint = () -> ApiRequest.nonIdempotentPost(
                        "trainings.create", "/models/{owner}/{name}/versions/{versionId}/trainings")
                .path(reference)
                .path("versionId", versionId);
        CreateTarget target = new CreateTarget("trainings.create", reference.toString(), versionId, null, true);
        return ApplicationErrors.unwrap(this.context
                .limits()
                .<Training>admit(
                        target,
                        null,
                        admitted -> this.inputs
                                .encode(
                                        request.input(),
                                        null,
                                        input -> this.context
                                                .checks()
                                                .training(
                                                        SchemaSource.ofVersion(model, versionId),
                                                        request.validation(),
                                                        input))
                                .flatMap((Map<String, @Nullable Object> input) -> ApplicationErrors.call(() -> {
                                    CreateWebhook webhook =
                                            this.context.webhook().of(request.webhook());
                                    return this.context
                                            .journal()
                                            .<Training>record(
                                                    () -> journaled(endpoint.get(), request, input, webhook),
                                                    recorded -> send(
                                                            request(endpoint.get(), request, input, webhook, recorded),
                                                            webhook,
                                                            admitted == null ? recorded : admitted.sending(recorded)));
                                }))));
    }

    private static RequestFields fields(TrainingRequest request, Map<String, @Nullable Object> input) {
        return new RequestFields().with("destination", request.destination()).with("input", input);
    }

    private static ApiRequest request(
            ApiRequest create,
            TrainingRequest request,
            Map<String, @Nullable Object> input,
            CreateWebhook webhook,
            @Nullable RecordedCreate<Training> recorded) {
        String entry = recorded == null ? null : recorded.id();
        return create.json(webhook.addTo(fields(request, input), WebhookSubject.TRAINING, request.reference(), entry)
                        .toMap(request.additionalProperties()))
                .reconcileWith("trainings.list")
                .reference(request.reference());
    }

    private JournaledCreate journaled(
            ApiRequest create, TrainingRequest request, Map<String, @Nullable Object> input, CreateWebhook webhook) {
        Map<String, @Nullable Object> body = fields(request, input).toMap(request.additionalProperties());
        body.putAll(this.context.transport().bodyProperties());
        return new JournaledCreate(
                JournaledCreate.TaskType.TRAINING,
                JournaledCreate.Origin.CREATE,
                create.operation(),
                create.encodedPath(),
                Fingerprint.of(create.encodedPath(), body),
                Fingerprint.ofInput(body.get("input")),
                request.reference(),
                webhook.reportsCompletion());
    }

    private Mono<Training> send(ApiRequest create, CreateWebhook webhook, @Nullable CreateOutcome<Training> outcome) {
        return Mono.deferContextual(view -> this.context
                .transport()
                .send(create, Training.class, this.canceller.lateResponse(view, cancelOnAbandon()), outcome)
                .doOnNext(this.canceller.abandonOnFailure(
                        created -> webhook.created(created.id()), view, cancelOnAbandon())));
    }

    @Override
    public void abandon(Training created) {
        this.canceller.abandon(created, Context.empty(), cancelOnAbandon());
    }

    private boolean cancelOnAbandon() {
        return this.context.settings().run().cancelOnAbandon();
    }

    @Override
    public Mono<Training> get(String id) {
        return this.context.transport().send(getRequest(id), Training.class).doOnNext(this.context.limits()::completed);
    }

    private Mono<Training> poll(String id) {
        return this.context.transport().send(getRequest(id).failFastOnRateLimit(), Training.class);
    }

    private static ApiRequest getRequest(String id) {
        return ApiRequest.get("trainings.get", "/trainings/{id}").pathAndResponse(id);
    }

    @Override
    public Mono<AsyncPage<Training>> list() {
        return DefaultAsyncPage.first(
                this.context.transport(), () -> ApiRequest.get("trainings.list", "/trainings"), Training.class);
    }

    @Override
    public Mono<List<Training>> find(String reference, Instant since) {
        return ReferenceSearch.find(reference, since, this::list);
    }

    @Override
    public Mono<Training> cancel(String id) {
        ApiRequest request = ApiRequest.idempotentPost("trainings.cancel", "/trainings/{id}/cancel")
                .pathAndResponse(id);
        return this.context.transport().send(request, Training.class).doOnNext(canceled -> {
            this.context.limits().completed(canceled);
            this.context.limits().released(canceled);
        });
    }

    @Override
    public Mono<Training> await(String id) {
        return await(id, this.context.settings().run().timeout());
    }

    @Override
    public Mono<Training> await(String id, Duration timeout) {
        return this.awaiter.await(id, timeout);
    }

    @Override
    public Flux<Training> updates(String id) {
        return updates(id, this.context.settings().run().timeout());
    }

    @Override
    public Flux<Training> updates(String id, Duration timeout) {
        return this.awaiter.updates(id, timeout);
    }
}
