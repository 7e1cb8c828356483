/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.files.OutputFiles;
import io.github.replicate4j.internal.reactive.ApplicationErrors;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the events of predictions. */
public final class PredictionStreams {

    private final ClientContext context;

    private final PredictionOperations predictions;

    public PredictionStreams(ClientContext context, PredictionOperations predictions) {
        this.context = context;
        this.predictions = predictions;
    }

    /** Stream the events of a prediction from its start, without a deadline. */
    public Flux<StreamEvent> follow(Prediction prediction) {
        return Flux.defer(() -> new PredictionEventFollower(this.predictions, this.context, prediction).events())
                .doOnNext(event -> {
                    if (event instanceof StreamEvent.Output) {
                        this.context.observations().outputReceived(prediction.id());
                    }
                })
                .doOnError(
                        ModelException.class,
                        failure -> this.predictions.completions().record(failure.prediction()));
    }

    /** Stream the events of a prediction within the run timeout of the client. The prediction is never cancelled. */
    public Flux<StreamEvent> events(String id, Mono<Prediction> prediction) {
        Duration timeout = this.context.settings().run().timeout();
        Flux<StreamEvent> events = prediction.flatMapMany(this::follow);
        return ApplicationErrors.unwrap(this.context
                .transport()
                .inFlight()
                .bounded(timeout, events, () -> deadlineExceeded(id, timeout), () -> closed(id)));
    }

    public static Flux<String> text(Flux<StreamEvent> events) {
        return events.ofType(StreamEvent.Output.class).map(StreamEvent.Output::data);
    }

    /** Convert outputs to files; signals an {@link IllegalStateException} if an output is not a file. */
    public Flux<AsyncFileOutput> files(Flux<StreamEvent> events) {
        OutputFiles files = new OutputFiles(this.context.transport().downloads());
        return text(events).map(url -> {
            if (!files.isFile(url)) {
                throw new IllegalStateException("The model returned an output that is not a file; use stream(...)");
            }
            return files.file(url);
        });
    }

    private static DeadlineExceededException deadlineExceeded(String id, Duration timeout) {
        return new DeadlineExceededException(
                "Prediction " + id + " did not complete within " + timeout.toMillis()
                        + " ms: its stream was closed. It was not cancelled: stream it again, await it, or cancel it.",
                id,
                timeout);
    }

    private static ReplicateException closed(String id) {
        return new ReplicateException(
                "The stream of prediction " + id + " ended early: the client was closed or is shutting down. The"
                        + " prediction was not cancelled.",
                null);
    }
}
