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

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.predictions.PredictionServices;
import io.github.replicate4j.internal.reactive.FluxTimeouts;
import io.github.replicate4j.internal.transport.ApiRequest;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.stream.StreamEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One run: a prediction that this run creates and that is cancelled when the run ends before it does.
 *
 * <p>The deadline, a disposal and an interrupt are the same to it: the chain is cancelled, and the prediction with it.
 */
final class Run {

    private final PredictionServices predictions;

    private final Duration timeout;

    private final boolean cancelOnAbandon;

    private final RunRequest request;

    private final Mono<ResolvedModel> model;

    private final AtomicReference<@Nullable Prediction> latest = new AtomicReference<>();

    private final AtomicReference<@Nullable ModelSchema> schema = new AtomicReference<>();

    private final AtomicBoolean succeeded = new AtomicBoolean();

    /** What goes before the create, or {@code null} once that is begun. */
    private final AtomicReference<@Nullable String> before = new AtomicReference<>("its model was looked up");

    Run(PredictionServices predictions, RunRequest request, Mono<ResolvedModel> model) {
        RunSettings defaults = predictions.context().settings().run();
        this.predictions = predictions;
        this.timeout = request.timeout() == null ? defaults.timeout() : request.timeout();
        this.cancelOnAbandon =
                request.cancelOnAbandon() == null ? defaults.cancelOnAbandon() : request.cancelOnAbandon();
        this.request = request;
        this.model = model;
    }

    /** Creates the prediction, and leaves it alone then. */
    Mono<Prediction> created() {
        return create(null, null);
    }

    Mono<AsyncOutput> output() {
        return this.predictions.context().observations().observe(model(), this::ended).map(this::output);
    }

    /** As it is named, without its version. */
    private @Nullable String model() {
        return ModelReference.parse(this.request.model()).model();
    }

    private Mono<Prediction> ended() {
        Duration preferWait = this.request.onProgress() == null ? preferWait() : null;
        Mono<Prediction> ended = Mono.usingWhen(
                        create(preferWait, cancelAfter()).doOnNext(this.latest::set),
                        this::end,
                        created -> Mono.empty(),
                        (created, failure) -> abandon(created),
                        this::abandon)
                .timeout(this.timeout, Mono.error(this::deadlineExceeded));
        return this.predictions.context().transport().inFlight().failOnClose(ended, this::closed);
    }

    /** The create does not wait for the end: what happens meanwhile is what is asked for. */
    Flux<StreamEvent> events() {
        return this.predictions.context().observations().observeStream(model(), this::followed);
    }

    private Flux<StreamEvent> followed() {
        Flux<StreamEvent> events = Flux.usingWhen(
                create(null, cancelAfter()).doOnNext(this.latest::set),
                created -> this.predictions.streams().follow(created)
                        .doOnNext(event -> this.succeeded.set(event instanceof StreamEvent.Done))
                        .doOnError(ModelException.class, failure -> ended(failure.prediction())),
                created -> Mono.empty(),
                (created, failure) -> abandon(created),
                this::abandon);
        return this.predictions.context().transport().inFlight().failOnClose(
                FluxTimeouts.within(this.timeout, events, this::deadlineExceeded), this::closed);
    }

    /** An end without a time is one that only the stream tells of: as the API sees it, the prediction may go on. */
    private void ended(Prediction prediction) {
        if (prediction.completedAt() != null) {
            this.latest.set(prediction);
        }
    }

    private Mono<Prediction> create(@Nullable Duration preferWait, @Nullable Duration cancelAfter) {
        return this.model.flatMap(choice -> {
            this.schema.set(choice.schema());
            this.before.set("files of its input were read or uploaded");
            ModelReference reference = choice.reference();
            return this.predictions
                    .creator()
                    .create(
                            () -> endpoint(reference),
                            prediction(reference.version(), preferWait, cancelAfter),
                            model(),
                            this.cancelOnAbandon,
                            () -> this.before.set(null));
        });
    }

    private static ApiRequest endpoint(ModelReference reference) {
        return reference.version() == null
                ? ApiRequest.nonIdempotentPost("models.predictions.create", "/models/{owner}/{name}/predictions")
                        .path(reference)
                : ApiRequest.nonIdempotentPost("predictions.create", "/predictions");
    }

    /** The request, with the time limits of the run where it sets none itself. */
    private PredictionRequest prediction(
            @Nullable String version, @Nullable Duration preferWait, @Nullable Duration cancelAfter) {
        PredictionRequest prediction = this.request.prediction();
        return new PredictionRequest(
                version,
                prediction.input(),
                prediction.webhook(),
                prediction.preferWait() != null ? prediction.preferWait() : preferWait,
                prediction.cancelAfter() != null ? prediction.cancelAfter() : cancelAfter,
                prediction.additionalProperties(),
                prediction.fileEncoding());
    }

    /** At most half of the time there is: the id must be known well before the deadline. */
    private @Nullable Duration preferWait() {
        long half = this.timeout.dividedBy(2).toSeconds();
        long seconds = Math.min(this.predictions.context().settings().run().preferWait().toSeconds(), half);
        return seconds < 1 ? null : Duration.ofSeconds(seconds);
    }

    /** Replicate's own end to it, should this machine not live to ask for one. */
    private @Nullable Duration cancelAfter() {
        if (!this.cancelOnAbandon) {
            return null;
        }
        Duration wholeSeconds =
                Duration.ofSeconds(this.timeout.plusNanos(999_999_999).toSeconds());
        if (wholeSeconds.compareTo(PredictionRequest.MIN_CANCEL_AFTER) < 0) {
            return PredictionRequest.MIN_CANCEL_AFTER;
        }
        return wholeSeconds.compareTo(PredictionRequest.MAX_CANCEL_AFTER) > 0
                ? PredictionRequest.MAX_CANCEL_AFTER
                : wholeSeconds;
    }

    private Mono<Prediction> end(Prediction created) {
        CompletionSource<Prediction> watch = this.predictions.operations().completionSource();
        Flux<Prediction> states = this.request.onProgress() == null
                ? watch.completion(created.id(), created)
                : watch.states(created.id(), created);
        return states.doOnNext(this.latest::set).concatMap(this::told, 1).last();
    }

    /** A listener may block, so it is kept away from the threads of Reactor. */
    private Mono<Prediction> told(Prediction prediction) {
        Consumer<Prediction> listener = this.request.onProgress();
        if (listener == null) {
            return Mono.just(prediction);
        }
        return Mono.fromCallable(() -> {
                    listener.accept(prediction);
                    return prediction;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> abandon(Prediction created) {
        return Mono.fromRunnable(() -> {
            Prediction last = this.latest.get();
            if (!this.succeeded.get()) {
                this.predictions.creator().abandon(last == null ? created : last, this.cancelOnAbandon);
            }
        });
    }

    private AsyncOutput output(Prediction ended) {
        if (!ended.succeeded()) {
            throw new ModelException(ended);
        }
        return new DefaultAsyncOutput(
                ended, this.predictions.context().transport().downloads(), this.schema.get());
    }

    private ReplicateException closed() {
        Prediction last = this.latest.get();
        return new ReplicateException(
                "The client was closed while " + this.request.model() + " ran"
                        + (last == null ? "." : ", as prediction " + last.id() + "."),
                null);
    }

    private DeadlineExceededException deadlineExceeded() {
        Prediction last = this.latest.get();
        String before = this.before.get();
        if (before != null) {
            return new DeadlineExceededException(
                    this.request.model() + " was not run: "
                            + this.timeout.toMillis() + " ms ended while " + before + ". Nothing was created.",
                    null,
                    this.timeout);
        }
        String what = last == null
                ? "The create of " + this.request.model() + " was not answered"
                : "Prediction " + last.id() + " of " + this.request.model() + " did not end";
        String then = this.cancelOnAbandon
                ? " It is being cancelled."
                : " It was not cancelled: await it, or cancel it.";
        return new DeadlineExceededException(
                what + " within " + this.timeout.toMillis() + " ms." + then,
                last == null ? null : last.id(),
                this.timeout);
    }
}
