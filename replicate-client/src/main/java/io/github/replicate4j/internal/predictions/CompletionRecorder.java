/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.cost.Cost;
import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records completed predictions in their observations, with their cost. */
public final class CompletionRecorder {

    private final PredictionObservations observations;

    private final Prices prices;

    private final Consumer<? super LongRunningTask> onState;

    public CompletionRecorder(PredictionObservations observations, Prices prices) {
        this(observations, prices, task -> {});
    }

    /**
     * Create a recorder.
     *
     * @param onState called with each task that is recorded
     */
    CompletionRecorder(PredictionObservations observations, Prices prices, Consumer<? super LongRunningTask> onState) {
        this.observations = observations;
        this.prices = prices;
        this.onState = onState;
    }

    /** Record a task if it is a completed prediction. */
    public void record(LongRunningTask task) {
        this.onState.accept(task);
        if (task instanceof Prediction prediction && prediction.isTerminal()) {
            this.observations.completed(
                    prediction.id(),
                    context -> fill(context, prediction),
                    isFailure(prediction) ? () -> new ModelException(prediction) : null);
        }
    }

    /** A cancellation is not an error: a stream that its reader closes is canceled, too. */
    private static boolean isFailure(Prediction prediction) {
        return !prediction.succeeded() && prediction.status() != PredictionStatus.CANCELED;
    }

    private void fill(PredictionObservationContext context, Prediction prediction) {
        context.setStatus(prediction.statusText());
        context.setQueueTime(prediction.queueTime());
        context.setRunTime(prediction.runTime());
        context.setInputTokens(tokenCount(prediction.metrics(), "input_token_count"));
        context.setOutputTokens(tokenCount(prediction.metrics(), "output_token_count"));
        if (!this.prices.isEmpty()) {
            Cost cost = this.prices.costOf(prediction);
            context.setCost(cost == null ? null : cost.amount(), this.prices.currency());
        }
    }

    private static @Nullable Long tokenCount(Map<String, @Nullable Object> metrics, String name) {
        return metrics.get(name) instanceof Number number && number.longValue() >= 0 ? number.longValue() : null;
    }
}
