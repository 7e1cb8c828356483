/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.polling.Awaited;
import io.github.replicate4j.internal.polling.FirstPoll;
import io.github.replicate4j.internal.predictions.CreateEndpoint;
import io.github.replicate4j.internal.predictions.CreateProgress;
import io.github.replicate4j.internal.predictions.PredictionServices;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.internal.schema.SchemaDocument;
import io.github.replicate4j.internal.waiting.CompletionSource;
import io.github.replicate4j.journal.JournaledCreate;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.predictions.StreamEvent;
import io.github.replicate4j.reference.ModelReference;
import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.settings.RunSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One run of a model. If the run ends before its prediction completes, the prediction is cancelled. A deadline, a
 * cancellation and an interrupt all cancel the reactive chain, so they are handled in the same way.
 */
final class Run {

    private enum Phase {
        MODEL_LOOKUP("its model was looked up"),
        LIMITS("it waited for the limits on creates"),
        INPUT_ENCODING("its input was validated, or the files of its input were read or uploaded");

        private final String description;

        Phase(String description) {
            this.description = description;
        }
    }

    private final PredictionServices predictions;

    private final Duration timeout;

    private final boolean cancelOnAbandon;

    private final RunRequest request;

    private final Mono<ResolvedModel> model;

    private final AtomicReference<@Nullable Prediction> latest = new AtomicReference<>();

    private final AtomicReference<@Nullable SchemaDocument> schema = new AtomicReference<>();

    private final AtomicBoolean succeeded = new AtomicBoolean();

    /** Whether the output was complete before the prediction had a terminal status. */
    private volatile boolean returnedEarly;

    private final CreateProgress progress = new CreateProgress();

    /** How long Replicate may hold the create, or {@code null} if it responds immediately. */
    private volatile @Nullable Duration hold;

    private volatile boolean modelFound;

    Run(PredictionServices predictions, RunRequest request, Mono<ResolvedModel> model) {
        RunSettings defaults = predictions.context().settings().run();
        this.predictions = predictions;
        this.timeout = request.timeout() == null ? defaults.timeout() : request.timeout();
        this.cancelOnAbandon =
                request.cancelOnAbandon() == null ? defaults.cancelOnAbandon() : request.cancelOnAbandon();
        this.request = request;
        this.model = model;
    }

    /** Create the prediction without waiting for completion. */
    Mono<Prediction> created() {
        return create(null, null, JournaledCreate.Origin.CREATE);
    }

    Mono<AsyncOutput> output() {
        return this.predictions
                .context()
                .observations()
                .observe(model(), this::complete)
                .map(this::output);
    }

    /** Return the model without its version, or {@code null} for a version id. */
    private @Nullable String model() {
        return ModelReference.parse(this.request.model()).model();
    }

    private Mono<Prediction> complete() {
        Duration preferWait = this.request.onProgress() == null ? preferWait() : null;
        Mono<Prediction> completion = Mono.usingWhen(
                createOwned(preferWait).doOnNext(this.latest::set),
                this::awaitCompletion,
                this::finish,
                (created, failure) -> abandon(created),
                this::abandon);
        return this.predictions
                .context()
                .transport()
                .inFlight()
                .bounded(this.timeout, completion, this::deadlineExceeded, this::closed);
    }

    /** The create does not wait for completion, so that events can be streamed meanwhile. */
    Flux<StreamEvent> events() {
        return this.predictions.context().observations().observeStream(model(), this::follow);
    }

    private Flux<StreamEvent> follow() {
        Flux<StreamEvent> events = Flux.usingWhen(
                createOwned(null).doOnNext(this.latest::set),
                created -> this.predictions
                        .streams()
                        .follow(created)
                        .startWith(new StreamEvent.Created(created))
                        .doOnNext(event -> this.succeeded.set(event instanceof StreamEvent.Done))
                        .doOnError(ModelException.class, failure -> recordCompletion(failure.prediction())),
                this::finish,
                (created, failure) -> abandon(created),
                this::abandon);
        return this.predictions
                .context()
                .transport()
                .inFlight()
                .bounded(this.timeout, events, this::deadlineExceeded, this::closed);
    }

    /** Without a time of completion, only the stream reported it: in the API, the prediction may still be running. */
    private void recordCompletion(Prediction prediction) {
        if (prediction.completedAt() != null) {
            this.latest.set(prediction);
        }
    }

    /** Create the prediction of this run, and cancel it if only its id is known because the response is unreadable. */
    private Mono<Prediction> createOwned(@Nullable Duration preferWait) {
        return create(preferWait, cancelAfter(), JournaledCreate.Origin.RUN)
                .doOnError(
                        OutcomeUnknownException.class,
                        failure -> this.predictions.creator().abandon(failure, this.cancelOnAbandon));
    }

    private Mono<Prediction> create(
            @Nullable Duration preferWait, @Nullable Duration cancelAfter, JournaledCreate.Origin origin) {
        return this.model.flatMap(resolved -> {
            this.schema.set(resolved.schema());
            this.modelFound = true;
            ModelReference reference = resolved.reference();
            return this.predictions
                    .creator()
                    .create(
                            endpoint(reference),
                            prediction(reference.version(), preferWait, cancelAfter),
                            model(),
                            this.cancelOnAbandon,
                            origin,
                            this.progress);
        });
    }

    private static CreateEndpoint endpoint(ModelReference reference) {
        return reference.version() == null ? CreateEndpoint.ofModel(reference) : CreateEndpoint.ofVersion();
    }

    /** Return the request, with the time limits of the run unless it sets its own. */
    private PredictionRequest prediction(
            @Nullable String version, @Nullable Duration preferWait, @Nullable Duration cancelAfter) {
        PredictionRequest prediction = this.request.prediction();
        Duration held = prediction.preferWait() != null ? prediction.preferWait() : preferWait;
        this.hold = this.request.withoutPreferWait() ? null : held;
        return new PredictionRequest(
                version,
                prediction.input(),
                prediction.webhook(),
                prediction.reference(),
                this.hold,
                prediction.cancelAfter() != null ? prediction.cancelAfter() : cancelAfter,
                prediction.additionalProperties(),
                prediction.fileEncoding(),
                prediction.validation());
    }

    /** At most half of the timeout: the id must be known well before the deadline. */
    private @Nullable Duration preferWait() {
        long half = this.timeout.dividedBy(2).toSeconds();
        long seconds = Math.min(
                this.predictions.context().settings().run().preferWait().toSeconds(), half);
        return seconds < 1 ? null : Duration.ofSeconds(seconds);
    }

    /** Limits the prediction at Replicate, in case this process ends before it can cancel it. */
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

    private Mono<Prediction> awaitCompletion(Prediction created) {
        boolean early = respondedEarly();
        if (early && returnsEarly() && isOutputComplete(created)) {
            this.succeeded.set(true);
            this.returnedEarly = true;
            return Mono.just(created);
        }
        FirstPoll first = this.hold == null ? FirstPoll.AFTER_INTERVAL : early ? FirstPoll.IMMEDIATELY : FirstPoll.SOON;
        Awaited awaited = this.request.awaitCompletion() ? Awaited.FULL_COMPLETION : Awaited.COMPLETION;
        CompletionSource<Prediction> source = this.predictions.operations().completionSource();
        Flux<Prediction> states = this.request.onProgress() == null
                ? source.completion(created.id(), created, awaited, first)
                : source.states(created.id(), created, first);
        return states.doOnNext(this.latest::set)
                .concatMap(this::notifyListener, 1)
                .last();
    }

    private boolean respondedEarly() {
        Duration hold = this.hold;
        return hold != null && this.progress.respondedWithin(hold);
    }

    private boolean returnsEarly() {
        return !this.request.awaitCompletion() && this.request.onProgress() == null;
    }

    private boolean isOutputComplete(Prediction created) {
        OutputFiles files =
                new OutputFiles(this.predictions.context().transport().downloads());
        return !this.progress.isOutputPending() && new CompleteOutput(files, this.schema.get()).test(created);
    }

    /** A listener may block, so it is called outside of the non-blocking threads of Reactor. */
    private Mono<Prediction> notifyListener(Prediction prediction) {
        Consumer<Prediction> listener = this.request.onProgress();
        if (listener == null) {
            return Mono.just(prediction);
        }
        return Mono.fromCallable(() -> ApplicationErrors.call(() -> {
                    listener.accept(prediction);
                    return prediction;
                }))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> finish(Prediction created) {
        return Mono.deferContextual(view -> {
            Prediction latest = this.latest.get();
            Prediction last = latest == null ? created : latest;
            if (this.returnedEarly) {
                this.predictions.recordCompletion(last, view);
            } else {
                this.predictions.creator().finished(last);
            }
            return Mono.empty();
        });
    }

    private Mono<Void> abandon(Prediction created) {
        return Mono.fromRunnable(() -> {
            Prediction last = this.latest.get();
            if (!this.succeeded.get()) {
                this.predictions.creator().abandon(last == null ? created : last, this.cancelOnAbandon);
            }
            this.predictions.creator().finished(last == null ? created : last);
        });
    }

    private AsyncOutput output(Prediction completed) {
        if (completed.isTerminal() && !completed.succeeded()) {
            throw new ModelException(completed);
        }
        return new DefaultAsyncOutput(
                completed, this.predictions.context().transport().downloads(), this.schema.get());
    }

    private ReplicateException closed() {
        String message = !this.progress.isSent()
                ? this.request.model() + " was not run: the client was closed or is shutting down. Nothing was created."
                : problem(this.latest.get()) + " before the client was closed." + consequence();
        return new ReplicateException(message, null);
    }

    private DeadlineExceededException deadlineExceeded() {
        Prediction last = this.latest.get();
        if (!this.progress.isSent()) {
            return new DeadlineExceededException(
                    this.request.model() + " was not run: the deadline of " + this.timeout.toMillis()
                            + " ms passed while " + phase().description + ". Nothing was created.",
                    null,
                    this.timeout);
        }
        return new DeadlineExceededException(
                problem(last) + " within " + this.timeout.toMillis() + " ms." + consequence(),
                last == null ? null : last.id(),
                this.timeout);
    }

    private Phase phase() {
        if (!this.modelFound) {
            return Phase.MODEL_LOOKUP;
        }
        return this.progress.isAdmitted() ? Phase.INPUT_ENCODING : Phase.LIMITS;
    }

    private String problem(@Nullable Prediction last) {
        return last == null
                ? "The create of " + this.request.model() + " received no response"
                : "Prediction " + last.id() + " of " + this.request.model() + " did not complete";
    }

    private String consequence() {
        return this.cancelOnAbandon
                ? " The prediction is being cancelled."
                : " The prediction was not cancelled: await it, or cancel it.";
    }
}
