/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.paging.DefaultAsyncPage;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionListRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The operations on existing predictions: get, list, cancel, and wait for completion. */
public final class PredictionOperations {

    private final ClientContext context;

    private final CompletionRecorder completions;

    private final CompletionSource<Prediction> completionSource;

    public PredictionOperations(ClientContext context) {
        this.context = context;
        this.completions =
                new CompletionRecorder(context.observations(), context.prices(), context.limits()::completed);
        this.completionSource = new CompletionSource<>(
                new PollSource<>(
                        "Prediction",
                        Prediction.class,
                        this::poll,
                        new PollSource.Listing<>(
                                this::pollPage, Prediction::hasLogs, PredictionOperations::isSufficient)),
                context.polls(),
                context.settings().run(),
                context.webhook().signals(),
                this.completions::record);
    }

    public Mono<Prediction> get(String id) {
        return this.context.transport().send(getRequest(id), Prediction.class).doOnNext(this.completions::record);
    }

    public Mono<AsyncPage<Prediction>> list(PredictionListRequest request) {
        return list(this.context.transport(), request);
    }

    public Mono<Prediction> cancel(String id) {
        ApiRequest request = ApiRequest.idempotentPost("predictions.cancel", "/predictions/{id}/cancel")
                .pathAndResponse(id);
        return this.context.transport().send(request, Prediction.class).doOnNext(canceled -> {
            this.completions.record(canceled);
            // It stops soon, although its response may not say so yet.
            this.context.limits().released(canceled);
        });
    }

    public CompletionSource<Prediction> completionSource() {
        return this.completionSource;
    }

    CompletionRecorder completions() {
        return this.completions;
    }

    /** Return whether a prediction without logs suffices for callers that do not read them. After a failure, they explain it. */
    private static boolean isSufficient(Prediction prediction) {
        return prediction.succeeded() && prediction.output() != null;
    }

    private static ApiRequest getRequest(String id) {
        return ApiRequest.get("predictions.get", "/predictions/{id}").pathAndResponse(id);
    }

    private Mono<Prediction> poll(String id) {
        return this.context.transport().send(getRequest(id).failFastOnRateLimit(), Prediction.class);
    }

    private Mono<PollSource.Page<Prediction>> pollPage(
            @Nullable Instant createdAfter, @Nullable Instant createdBefore) {
        PredictionListRequest request = new PredictionListRequest(createdAfter, createdBefore, null);
        // No retries: the next poll repeats the request.
        Transport withoutRetries = this.context.transport().withOptions(options -> options.maxRetries(0));
        return list(withoutRetries, request).map(page -> new PollSource.Page<>(page.results(), page.hasNextPage()));
    }

    private static Mono<AsyncPage<Prediction>> list(Transport transport, PredictionListRequest request) {
        return DefaultAsyncPage.first(
                transport,
                () -> {
                    ApiRequest predictions = ApiRequest.get("predictions.list", "/predictions");
                    filter(predictions, "created_after", request.createdAfter());
                    filter(predictions, "created_before", request.createdBefore());
                    filter(predictions, "source", request.source());
                    return predictions;
                },
                Prediction.class);
    }

    private static void filter(ApiRequest predictions, String parameter, @Nullable Object value) {
        if (value != null) {
            predictions.queryParam(parameter, value.toString());
        }
    }
}
