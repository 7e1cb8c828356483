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
 * Detects the completion of a prediction whose run has returned before, because its output was complete. Only observations, the
 * journal and limits on creates need it.
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
        String id = latest.id();
        if (!context.limits().isOpen(id)
                && !context.observations().isOpen(id)
                && !context.journal().isEnabled()) {
            return;
        }
        Mono<Prediction> completion =
                operations.completionSource().completion(id, latest).last();
        context.transport()
                .inFlight()
                .bounded(LIMIT, completion, () -> notDetected(latest), () -> notDetected(latest))
                .onErrorReturn(latest)
                .doOnTerminate(() -> context.limits().released(id))
                .contextWrite(view)
                .subscribe(creator::finished);
    }

    private static ReplicateException notDetected(Prediction prediction) {
        return new ReplicateException("The completion of prediction " + prediction.id() + " was not detected", null);
    }
}
