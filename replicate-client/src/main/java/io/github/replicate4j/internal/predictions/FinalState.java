/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.internal.limits.CreateGate;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.polling.Awaited;
import io.github.replicate4j.internal.polling.FirstPoll;
import io.github.replicate4j.internal.reactive.CallTimeout;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Reads the completed prediction at the end of a stream for its observation and for limits on cost, because a stream contains no
 * times or token counts. The observation has stopped when the stream ends, so it does not outlive the observation of its caller.
 */
final class FinalState {

    /** The output is complete, so the reader of the stream must not wait for long. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final PredictionOperations predictions;

    private final PredictionObservations observations;

    private final CreateGate limits;

    FinalState(PredictionOperations predictions, ClientContext context) {
        this.predictions = predictions;
        this.observations = context.observations();
        this.limits = context.limits();
    }

    /**
     * Return the completed prediction of a stream that succeeded; empty if it is neither observed nor limited, or cannot be read in
     * time.
     */
    Mono<Prediction> ifObserved(String id) {
        return Mono.defer(() -> this.observations.isOpen(id) || this.limits.isOpen(id) ? read(id) : Mono.empty());
    }

    private Mono<Prediction> read(String id) {
        Mono<Prediction> completed = this.predictions.get(id).flatMap(this::completion);
        Runnable stop = () -> {
            this.observations.completed(id, context -> context.setStatus("succeeded"), null);
            this.limits.released(id);
        };
        return new CallTimeout(LIMIT)
                .apply(completed)
                .onErrorComplete()
                .doOnTerminate(stop)
                .doOnCancel(stop)
                .contextWrite(context -> this.observations.addTo(id, context));
    }

    /** The API may lag behind the stream. */
    private Mono<Prediction> completion(Prediction prediction) {
        return prediction.isTerminal()
                ? Mono.just(prediction)
                : this.predictions
                        .completionSource()
                        .completion(prediction.id(), prediction, Awaited.FULL_COMPLETION, FirstPoll.AFTER_INTERVAL)
                        .last();
    }
}
