/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.resources;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.predictions.CreateEndpoint;
import io.github.replicate4j.internal.predictions.PredictionCreator;
import io.github.replicate4j.internal.predictions.PredictionOperations;
import io.github.replicate4j.internal.predictions.PredictionServices;
import io.github.replicate4j.internal.predictions.PredictionStreams;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.waiting.CompletionAwaiter;
import io.github.replicate4j.paging.AsyncPage;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionListRequest;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.predictions.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncPredictions}. */
public final class DefaultAsyncPredictions
        implements AsyncPredictions, AbandonableCreates<Prediction>, StoredCreates.Source {

    private final Duration timeout;

    private final PredictionOperations operations;

    private final PredictionCreator creator;

    private final StoredCreates storedCreates;

    private final PredictionStreams streams;

    private final CompletionAwaiter<Prediction> awaiter;

    DefaultAsyncPredictions(PredictionServices services) {
        this.timeout = services.context().settings().run().timeout();
        this.operations = services.operations();
        this.creator = services.creator();
        this.storedCreates = services.storedCreates();
        this.streams = services.streams();
        this.awaiter = new CompletionAwaiter<>(
                services.context().transport(), "Prediction", this.operations.completionSource());
    }

    @Override
    public Mono<Prediction> create(PredictionRequest request) {
        return this.creator.create(CreateEndpoint.ofVersion(request), request);
    }

    @Override
    public StoredCreates storedCreates() {
        return this.storedCreates;
    }

    @Override
    public void abandon(Prediction created) {
        this.creator.abandon(created);
    }

    @Override
    public Mono<Prediction> get(String id) {
        return this.operations.get(id);
    }

    @Override
    public Mono<AsyncPage<Prediction>> list() {
        return list(PredictionListRequest.builder().build());
    }

    @Override
    public Mono<AsyncPage<Prediction>> list(PredictionListRequest request) {
        return this.operations.list(request);
    }

    @Override
    public Mono<List<Prediction>> find(String reference, Instant since) {
        return ReferenceSearch.find(
                reference, since, () -> list(PredictionListRequest.of(request -> request.createdAfter(since))));
    }

    @Override
    public Mono<Prediction> cancel(String id) {
        return this.operations.cancel(id);
    }

    @Override
    public Mono<Prediction> await(String id) {
        return await(id, this.timeout);
    }

    @Override
    public Mono<Prediction> await(String id, Duration timeout) {
        return this.awaiter.await(id, timeout);
    }

    @Override
    public Flux<Prediction> updates(String id) {
        return updates(id, this.timeout);
    }

    @Override
    public Flux<Prediction> updates(String id, Duration timeout) {
        return this.awaiter.updates(id, timeout);
    }

    @Override
    public Flux<String> stream(String id) {
        return PredictionStreams.text(streamEvents(id));
    }

    @Override
    public Flux<String> stream(Prediction prediction) {
        return PredictionStreams.text(streamEvents(prediction));
    }

    @Override
    public Flux<AsyncFileOutput> streamFiles(String id) {
        return this.streams.files(streamEvents(id));
    }

    @Override
    public Flux<AsyncFileOutput> streamFiles(Prediction prediction) {
        return this.streams.files(streamEvents(prediction));
    }

    @Override
    public Flux<StreamEvent> streamEvents(String id) {
        Arguments.segment("id", id);
        return this.streams.events(id, Mono.defer(() -> get(id)));
    }

    @Override
    public Flux<StreamEvent> streamEvents(Prediction prediction) {
        return this.streams.events(prediction.id(), Mono.just(prediction));
    }
}
