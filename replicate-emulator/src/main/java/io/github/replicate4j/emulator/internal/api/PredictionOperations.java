/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.DeploymentRegistry;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.prediction.CreateRequest;
import io.github.replicate4j.emulator.internal.prediction.HeldState;
import io.github.replicate4j.emulator.internal.prediction.PredictionJson;
import io.github.replicate4j.emulator.internal.prediction.PredictionRun;
import io.github.replicate4j.emulator.internal.prediction.PredictionService;
import io.github.replicate4j.emulator.internal.prediction.RandomIds;
import io.github.replicate4j.emulator.internal.script.DefaultModelScript;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Handles {@code predictions.*} and the other two operations that create predictions.
 */
final class PredictionOperations {

    private final PredictionService predictions;

    private final ModelRegistry models;

    private final CreateRequestReader reader;

    private final InputFileReader inputFiles;

    private final Paginator paginator;

    private final boolean logsInLists;

    private final Scheduler workers;

    PredictionOperations(
            PredictionService predictions,
            ModelRegistry models,
            DeploymentRegistry deployments,
            InputFileReader inputFiles,
            WebhookFields webhooks,
            Paginator paginator,
            boolean logsInLists,
            Scheduler workers) {
        this.predictions = predictions;
        this.models = models;
        this.reader = new CreateRequestReader(models, deployments, webhooks);
        this.inputFiles = inputFiles;
        this.paginator = paginator;
        this.logsInLists = logsInLists;
        this.workers = workers;
    }

    Mono<ApiResponse> createByVersion(ReceivedRequest request) {
        return create(request, this.reader::byVersion);
    }

    Mono<ApiResponse> createByModel(ReceivedRequest request) {
        return create(request, this.reader::byModel);
    }

    Mono<ApiResponse> createByDeployment(ReceivedRequest request) {
        return create(request, this.reader::byDeployment);
    }

    Mono<ApiResponse> get(ReceivedRequest request) {
        return Mono.fromCallable(
                () -> ApiResponse.json(200, PredictionJson.of(find(request).snapshot(), request.links())));
    }

    Mono<ApiResponse> list(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
                    PredictionFilter filter = PredictionFilter.read(request);
                    return this.paginator.page(
                            request,
                            this.predictions.predictions().newestFirst(),
                            Long::valueOf,
                            entry -> filter.matches(entry.run()),
                            entry -> PredictionJson.listed(
                                    PredictionJson.of(entry.run().snapshot(), request.links()), this.logsInLists));
                })
                .subscribeOn(this.workers);
    }

    Mono<ApiResponse> cancel(ReceivedRequest request) {
        return Mono.fromCallable(() -> {
            PredictionRun run = find(request);
            run.cancel();
            return ApiResponse.json(200, PredictionJson.of(run.snapshot(), request.links()));
        });
    }

    private PredictionRun find(ReceivedRequest request) {
        return ApiException.requireFound(this.predictions.predictions().find(request.path("prediction_id")));
    }

    private Mono<ApiResponse> create(ReceivedRequest request, Function<ReceivedRequest, CreateRequest> read) {
        // Not on the event loop: the script is the user's code, and its first steps may draw pictures.
        return Mono.defer(() -> create(read.apply(request), PreferHeader.read(request)))
                .subscribeOn(this.workers);
    }

    private Mono<ApiResponse> create(CreateRequest request, @Nullable PreferHeader prefer) {
        DefaultModelScript script = request.target().predictionScript(request.input(), this.inputFiles::read);
        PredictionRun run = this.predictions.prepare(request, RandomIds.next(), script);
        // All timers are scheduled before anyone can see the prediction and advance a manual clock.
        Mono<ApiResponse> response = prefer == null
                ? Mono.just(ApiResponse.json(201, PredictionJson.of(run.snapshot(), request.links())))
                : Mono.fromFuture(run.outputWithin(prefer.maxWait()))
                        .publishOn(this.workers)
                        .map(held -> response(held, prefer, request.links()));
        this.predictions.start(run);
        this.models.change(request.model(), model -> model.withCard(card -> card.withAdditionalRuns(1)));
        return response;
    }

    private static ApiResponse response(HeldState held, PreferHeader prefer, Links links) {
        EmulatedPrediction prediction = held.prediction();
        ApiResponse response = ApiResponse.json(held.outputComplete() ? 201 : 202, PredictionJson.of(prediction, links))
                .withHeader("Preference-Applied", prefer.text());
        return held.outputComplete()
                ? response
                : response.withHeader("Location", links.api() + "/predictions/" + prediction.id());
    }

    /**
     * Selects the predictions of a list.
     *
     * @param webOnly whether to return only predictions created on the website, of which the emulator has none
     */
    private record PredictionFilter(
            @Nullable Instant after, @Nullable Instant before, boolean webOnly) {

        static PredictionFilter read(ReceivedRequest request) {
            String source = request.query("source");
            if (source != null && !source.equals("web")) {
                throw ApiException.unprocessable("- source: only 'web' is supported\n");
            }
            return new PredictionFilter(
                    time(request, "created_after"), time(request, "created_before"), source != null);
        }

        boolean matches(PredictionRun run) {
            return !this.webOnly
                    && (this.after == null || !run.createdAt().isBefore(this.after))
                    && (this.before == null || run.createdAt().isBefore(this.before));
        }

        private static @Nullable Instant time(ReceivedRequest request, String name) {
            String text = request.query(name);
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException ex) {
                throw ApiException.unprocessable(
                        "- " + name + ": '" + text + "' is not an ISO 8601 date and time with a zone\n");
            }
        }
    }
}
