/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.context.ClientContext;
import io.github.replicate4j.predictions.Prediction;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Detects the completion of a prediction whose run has returned before, because its output was complete. Only observations and
 * the journal need it.
 */
final class LateCompletion {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private LateCompletion() {}

    static void record(
            ClientContext context,
            PredictionOperations operations,
            PredictionCreator creator,
            Prediction latest,
            ContextView view) {
        if (!context.observations().isOpen(latest.id()) && !context.journal().isEnabled()) {
            return;
        }
        Mono<Prediction> completion =
                operations.completionSource().completion(latest.id(), latest).last();
        context.transport()
                .inFlight()
                .bounded(LIMIT, completion, () -> notDetected(latest), () -> notDetected(latest))
                .onErrorReturn(latest)
                .contextWrite(view)
                .subscribe(creator::finished);
    }

    private static ReplicateException notDetected(Prediction prediction) {
        return new ReplicateException("The completion of prediction " + prediction.id() + " was not detected", null);
    }
}
