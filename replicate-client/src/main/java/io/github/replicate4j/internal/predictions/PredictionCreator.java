/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.CreateWebhook;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.upload.InputFiles;
import io.github.replicate4j.internal.waiting.AbandonedTaskCanceller;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Creates predictions through any of the three endpoints, and cancels those whose call ends early. */
public final class PredictionCreator {

    private final ClientContext context;

    private final InputFiles inputs;

    private final CompletionRecorder completions;

    private final AbandonedTaskCanceller<Prediction> canceller;

    public PredictionCreator(ClientContext context, PredictionOperations operations) {
        this.context = context;
        this.inputs = new InputFiles(context.transport(), context.settings().files());
        this.completions = operations.completions();
        this.canceller = new AbandonedTaskCanceller<>(
                context.transport(),
                "Prediction",
                id -> operations
                        .cancel(id)
                        .contextWrite(view -> context.observations().addTo(id, view)));
    }

    /** Create a prediction with the {@code cancelOnAbandon} of the client. */
    public Mono<Prediction> create(Supplier<ApiRequest> endpoint, PredictionRequest request, @Nullable String model) {
        return create(endpoint, request, model, this.context.settings().run().cancelOnAbandon(), () -> {});
    }

    /**
     * Create a prediction. If the caller cancels the create in flight, it continues, and its prediction is cancelled if
     * {@code cancelOnAbandon} is set.
     *
     * @param model {@code owner/name} of the model, or {@code null} if the request does not name it
     */
    public Mono<Prediction> create(
            Supplier<ApiRequest> endpoint,
            PredictionRequest request,
            @Nullable String model,
            boolean cancelOnAbandon,
            Runnable onSend) {
        return ApplicationErrors.unwrap(this.context
                .observations()
                .observe(
                        model,
                        () -> Mono.deferContextual(view -> this.inputs
                                .encode(request.input(), request.fileEncoding())
                                .flatMap((Map<String, @Nullable Object> input) -> ApplicationErrors.call(() -> {
                                    onSend.run();
                                    CreateWebhook webhook =
                                            this.context.webhook().of(request.webhook());
                                    return send(
                                            request(endpoint.get(), request, input, webhook),
                                            webhook,
                                            cancelOnAbandon,
                                            view);
                                })))));
    }

    private static ApiRequest request(
            ApiRequest create, PredictionRequest request, Map<String, @Nullable Object> input, CreateWebhook webhook) {
        RequestFields fields =
                new RequestFields().with("version", request.version()).with("input", input);
        create.json(webhook.addTo(fields, WebhookSubject.PREDICTION, request.reference())
                        .toMap(request.additionalProperties()))
                .reconcileWith("predictions.list")
                .reference(request.reference());
        if (request.preferWait() != null) {
            create.header("Prefer", "wait=" + request.preferWait().toSeconds()).serverHold(request.preferWait());
        }
        if (request.cancelAfter() != null) {
            create.header("Cancel-After", request.cancelAfter().toSeconds() + "s");
        }
        return create;
    }

    private Mono<Prediction> send(ApiRequest create, CreateWebhook webhook, boolean cancelOnAbandon, ContextView view) {
        return this.context
                .transport()
                .send(create, Prediction.class, this.canceller.lateResponse(view, cancelOnAbandon))
                .doOnNext(this.canceller.abandonOnFailure(
                        created -> record(created, webhook, view), view, cancelOnAbandon));
    }

    private void record(Prediction created, CreateWebhook webhook, ContextView view) {
        this.context.polls().created(created);
        webhook.created(created.id());
        this.context.observations().created(view, created.id(), created.model(), created.version());
        this.completions.record(created);
    }

    /** Abandon a prediction with the {@code cancelOnAbandon} of the client. */
    public void abandon(Prediction prediction) {
        abandon(prediction, this.context.settings().run().cancelOnAbandon());
    }

    /** Abandon a prediction whose call ended before completion: cancel it, or only log that it continues. */
    public void abandon(Prediction prediction, boolean cancelOnAbandon) {
        this.canceller.abandon(prediction, Context.empty(), cancelOnAbandon);
    }

    /** Abandon a prediction whose create failed after its id had arrived. */
    public void abandon(OutcomeUnknownException failure, boolean cancelOnAbandon) {
        if (failure.id() != null) {
            this.canceller.abandon(failure.id(), Context.empty(), cancelOnAbandon);
        }
    }
}
