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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.observation.PredictionObservationContext;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.predictions.Prediction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records completed predictions in their observations. */
public final class CompletionRecorder {

    private final PredictionObservations observations;

    public CompletionRecorder(PredictionObservations observations) {
        this.observations = observations;
    }

    /** Record a task if it is a completed prediction. */
    public void record(LongRunningTask task) {
        if (task instanceof Prediction prediction && prediction.isTerminal()) {
            this.observations.completed(
                    prediction.id(),
                    context -> fill(context, prediction),
                    prediction.succeeded() ? null : () -> new ModelException(prediction));
        }
    }

    private static void fill(PredictionObservationContext context, Prediction prediction) {
        context.setStatus(prediction.statusText());
        context.setQueueTime(prediction.queueTime());
        context.setRunTime(prediction.runTime());
        context.setInputTokens(tokenCount(prediction.metrics(), "input_token_count"));
        context.setOutputTokens(tokenCount(prediction.metrics(), "output_token_count"));
    }

    private static @Nullable Long tokenCount(Map<String, @Nullable Object> metrics, String name) {
        return metrics.get(name) instanceof Number number && number.longValue() >= 0 ? number.longValue() : null;
    }
}
