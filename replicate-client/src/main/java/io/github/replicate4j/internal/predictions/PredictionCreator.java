/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.context.CreateWebhook;
import io.github.replicate4j.internal.journal.Fingerprint;
import io.github.replicate4j.internal.journal.RecordedCreate;
import io.github.replicate4j.internal.limits.AdmittedCreate;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.support.RequestFields;
import io.github.replicate4j.internal.support.WebhookSubject;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.CreateOutcome;
import io.github.replicate4j.internal.transport.LateResponse;
import io.github.replicate4j.internal.upload.InputFiles;
import io.github.replicate4j.internal.validation.SchemaSource;
import io.github.replicate4j.internal.waiting.AbandonedTaskCanceller;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
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

    /** Create a prediction for which the caller does not wait, with the {@code cancelOnAbandon} of the client. */
    public Mono<Prediction> create(CreateEndpoint endpoint, PredictionRequest request) {
        return create(
                endpoint,
                request,
                endpoint.model(request),
                this.context.settings().run().cancelOnAbandon(),
                JournaledCreate.Origin.CREATE,
                new CreateProgress());
    }

    /**
     * Create a prediction. If the caller cancels the create in flight, it continues, and its prediction is cancelled if
     * {@code cancelOnAbandon} is set.
     *
     * @param model {@code owner/name} of the model, or {@code null} if the request does not name it
     * @param progress records when the request is sent and how Replicate responds
     */
    public Mono<Prediction> create(
            CreateEndpoint endpoint,
            PredictionRequest request,
            @Nullable String model,
            boolean cancelOnAbandon,
            JournaledCreate.Origin origin,
            CreateProgress progress) {
        return observed(
                model,
                view -> this.context
                        .limits()
                        .<Prediction>admit(
                                endpoint.limited(model, request.version()), request.cancelAfter(), admitted -> {
                                    progress.admitted();
                                    RecordedSend send = (create, webhook, recorded) -> {
                                        progress.sending();
                                        return send(
                                                create.onResponse(progress::responded),
                                                webhook,
                                                cancelOnAbandon,
                                                outcome(admitted, recorded),
                                                view);
                                    };
                                    return encode(endpoint, request, model)
                                            .flatMap((Map<String, @Nullable Object> input) -> ApplicationErrors.call(
                                                    () -> record(endpoint, request, input, origin, send)));
                                }));
    }

    private Mono<Prediction> record(
            CreateEndpoint endpoint,
            PredictionRequest request,
            Map<String, @Nullable Object> input,
            JournaledCreate.Origin origin,
            RecordedSend send) {
        CreateWebhook webhook = this.context.webhook().of(request.webhook());
        return this.context
                .journal()
                .record(
                        () -> journaled(endpoint, request, input, webhook, origin),
                        recorded -> send.send(request(endpoint, request, input, webhook, recorded), webhook, recorded));
    }

    /** Sends a create that the journal has recorded, if there is one. */
    private interface RecordedSend {

        Mono<Prediction> send(ApiRequest create, CreateWebhook webhook, @Nullable RecordedCreate<Prediction> recorded);
    }

    private static @Nullable CreateOutcome<Prediction> outcome(
            @Nullable AdmittedCreate<Prediction> admitted, @Nullable RecordedCreate<Prediction> recorded) {
        return admitted == null ? recorded : admitted.sending(recorded);
    }

    /** Check the input, and encode it. */
    Mono<Map<String, @Nullable Object>> encode(
            CreateEndpoint endpoint, PredictionRequest request, @Nullable String model) {
        SchemaSource source = endpoint.schemaSource(request, model);
        return this.inputs.encode(
                request.input(),
                request.fileEncoding(),
                input -> this.context.checks().prediction(source, request.validation(), input));
    }

    /** Describe a create for the journal. */
    JournaledCreate journaled(
            CreateEndpoint endpoint,
            PredictionRequest request,
            Map<String, @Nullable Object> input,
            CreateWebhook webhook,
            JournaledCreate.Origin origin) {
        String path = endpoint.request().encodedPath();
        Map<String, @Nullable Object> body = body(request, input);
        body.putAll(this.context.transport().bodyProperties());
        return new JournaledCreate(
                JournaledCreate.TaskType.PREDICTION,
                origin,
                endpoint.operation(),
                path,
                Fingerprint.of(path, body),
                Fingerprint.ofInput(body.get("input")),
                request.reference(),
                webhook.reportsCompletion());
    }

    /** Return the body without a webhook, unless it is an additional property of the request. */
    static Map<String, @Nullable Object> body(PredictionRequest request, Map<String, @Nullable Object> input) {
        return fields(request, input).toMap(request.additionalProperties());
    }

    private static RequestFields fields(PredictionRequest request, Map<String, @Nullable Object> input) {
        return new RequestFields().with("version", request.version()).with("input", input);
    }

    private static ApiRequest request(
            CreateEndpoint endpoint,
            PredictionRequest request,
            Map<String, @Nullable Object> input,
            CreateWebhook webhook,
            @Nullable RecordedCreate<Prediction> recorded) {
        String entry = recorded == null ? null : recorded.id();
        Map<String, @Nullable Object> body = webhook.addTo(
                        fields(request, input), WebhookSubject.PREDICTION, request.reference(), entry)
                .toMap(request.additionalProperties());
        ApiRequest create = request(endpoint, body, request.reference(), request.cancelAfter());
        if (request.preferWait() != null) {
            create.header("prefer", "wait=" + request.preferWait().toSeconds()).serverHold(request.preferWait());
        }
        return create;
    }

    private static ApiRequest request(
            CreateEndpoint endpoint,
            Map<String, @Nullable Object> body,
            @Nullable String reference,
            @Nullable Duration cancelAfter) {
        ApiRequest create =
                endpoint.request().json(body).reconcileWith("predictions.list").reference(reference);
        if (cancelAfter != null) {
            create.header("cancel-after", cancelAfter.toSeconds() + "s");
        }
        return create;
    }

    /** Send a stored create. Its prediction is not cancelled if the caller cancels. */
    Mono<Prediction> send(StoredRequest stored, Runnable beforeAttempt, RecordedCreate<Prediction> recorded) {
        return observed(
                stored.model(),
                view -> this.context
                        .limits()
                        .<Prediction>admitNow(
                                stored.limited(),
                                stored.cancelAfter(),
                                recorded.id(),
                                admitted -> send(stored, beforeAttempt, recorded, admitted, view)));
    }

    private Mono<Prediction> send(
            StoredRequest stored,
            Runnable beforeAttempt,
            RecordedCreate<Prediction> recorded,
            @Nullable AdmittedCreate<Prediction> admitted,
            ContextView view) {
        CreateWebhook webhook = this.context.webhook().of(stored.webhook());
        Map<String, @Nullable Object> body = webhook.addTo(
                        new RequestFields(), WebhookSubject.PREDICTION, stored.reference(), recorded.id())
                .toMap(stored.body());
        ApiRequest create = request(stored.endpoint(), body, stored.reference(), stored.cancelAfter())
                .beforeAttempt(beforeAttempt);
        return send(create, webhook, false, outcome(admitted, recorded), view);
    }

    private Mono<Prediction> observed(@Nullable String model, Function<ContextView, Mono<Prediction>> call) {
        return ApplicationErrors.unwrap(this.context.observations().observe(model, () -> Mono.deferContextual(call)));
    }

    private Mono<Prediction> send(
            ApiRequest create,
            CreateWebhook webhook,
            boolean cancelOnAbandon,
            @Nullable CreateOutcome<Prediction> outcome,
            ContextView view) {
        return this.context
                .transport()
                .send(create, Prediction.class, lateResponse(view, cancelOnAbandon), outcome)
                .doOnNext(this.canceller.abandonOnFailure(
                        created -> record(created, webhook, view), view, cancelOnAbandon));
    }

    private LateResponse<Prediction> lateResponse(ContextView view, boolean cancelOnAbandon) {
        LateResponse<Prediction> abandon = this.canceller.lateResponse(view, cancelOnAbandon);
        return new LateResponse<>() {

            @Override
            public void received(Prediction created) {
                abandon.received(created);
                finished(created);
            }

            @Override
            public void unreadable(String id) {
                abandon.unreadable(id);
            }
        };
    }

    /** Record in the journal that the caller of a run no longer waits for its prediction. */
    public void finished(Prediction prediction) {
        this.context.journal().finished(prediction);
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
