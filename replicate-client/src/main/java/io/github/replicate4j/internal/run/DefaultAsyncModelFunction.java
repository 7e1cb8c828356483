/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.predictions.PredictionStreams;
import io.github.replicate4j.internal.reactive.AbandonableCreates;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.models.AsyncModels;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Default implementation of {@link AsyncModelFunction}. */
public final class DefaultAsyncModelFunction implements AsyncModelFunction, AbandonableCreates<Prediction> {

    private final String model;

    private final ModelRunner runner;

    private final Mono<ResolvedModel> resolved;

    /** The model with its schema, which a run needs to convert the output. */
    private final Mono<ResolvedModel> described;

    private final Mono<SchemaDocument> schema;

    public DefaultAsyncModelFunction(ModelRunner runner, AsyncModels models, String model) {
        ModelReference reference = ModelReference.ofModel(model);
        ModelResolver resolver = new ModelResolver(models, reference);
        this.model = model;
        this.runner = runner;
        this.resolved = cached(Mono.defer(resolver::resolve));
        if (reference.version() == null) {
            this.schema = this.resolved.mapNotNull(ResolvedModel::schema);
            this.described = this.resolved;
        } else {
            this.schema = cached(Mono.defer(resolver::versionSchema));
            this.described = reference.owner() == null
                    ? this.resolved
                    : cached(this.schema
                            .onErrorResume(NotFoundException.class, failure -> Mono.empty())
                            .map(found -> new ResolvedModel(reference, found))
                            .switchIfEmpty(this.resolved));
        }
    }

    /** Share the result of the first lookup; an error is not cached. */
    private static <T> Mono<T> cached(Mono<T> lookup) {
        return lookup.cache(value -> Duration.ofMillis(Long.MAX_VALUE), failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    @Override
    public Mono<AsyncOutput> run(Object input) {
        return run(request -> request.input(input));
    }

    @Override
    public Mono<AsyncOutput> run(Consumer<RunRequest.Builder> request) {
        return this.runner.run(request(request), this.described);
    }

    /** Run the model if its output can be converted to a type, according to its schema. */
    Mono<AsyncOutput> run(Object input, Type outputType) {
        RunRequest run = request(request -> request.input(input));
        return this.runner.run(run, this.described.doOnNext(model -> {
            if (model.schema() != null) {
                new OutputCheck(model.schema()).check(this.model, outputType);
            }
        }));
    }

    @Override
    public Mono<Prediction> create(Object input) {
        return create(request -> request.input(input));
    }

    @Override
    public Mono<Prediction> create(Consumer<RunRequest.Builder> request) {
        return this.runner.create(request(request), this.resolved);
    }

    @Override
    public Flux<String> stream(Object input) {
        return PredictionStreams.text(streamEvents(input));
    }

    @Override
    public Flux<String> stream(Consumer<RunRequest.Builder> request) {
        return PredictionStreams.text(streamEvents(request));
    }

    @Override
    public Flux<AsyncFileOutput> streamFiles(Object input) {
        return this.runner.files(streamEvents(input));
    }

    @Override
    public Flux<AsyncFileOutput> streamFiles(Consumer<RunRequest.Builder> request) {
        return this.runner.files(streamEvents(request));
    }

    @Override
    public Flux<StreamEvent> streamEvents(Object input) {
        return streamEvents(request -> request.input(input));
    }

    @Override
    public Flux<StreamEvent> streamEvents(Consumer<RunRequest.Builder> request) {
        return this.runner.streamEvents(request(request), this.resolved);
    }

    @Override
    public Mono<Map<String, @Nullable Object>> openapiSchema() {
        return this.schema.map(SchemaDocument::resolved);
    }

    @Override
    public String model() {
        return this.model;
    }

    @Override
    public void abandon(Prediction created) {
        this.runner.abandon(created);
    }

    private RunRequest request(Consumer<RunRequest.Builder> customizer) {
        RunRequest.Builder builder = RunRequest.builder().model(this.model);
        customizer.accept(builder);
        RunRequest request = builder.build();
        if (!request.model().equals(this.model)) {
            throw new IllegalArgumentException("model must not be set: this function runs " + this.model);
        }
        return request;
    }

    @Override
    public String toString() {
        return "ModelFunction[" + this.model + "]";
    }
}
