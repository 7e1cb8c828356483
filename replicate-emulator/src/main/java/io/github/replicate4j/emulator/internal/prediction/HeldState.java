/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a prediction in the response to a create that was held by {@code Prefer: wait}.
 *
 * @param outputComplete whether the output is complete; otherwise the time limit of the create has expired
 */
public record HeldState(EmulatedPrediction prediction, boolean outputComplete) {

    /** Return the state at completion. */
    static HeldState completed(EmulatedPrediction prediction) {
        return new HeldState(prediction, true);
    }

    /** Return the state when the time limit expires. */
    static HeldState expired(EmulatedPrediction prediction) {
        // Description and Replicate's Python client: the status is starting, even if the model is running. Clients
        // treat any other status as a complete output.
        return prediction.status().isTerminal()
                ? completed(prediction)
                : new HeldState(unfinished(prediction, EmulatedPrediction.Status.STARTING, null), false);
    }

    /** Return the state of a prediction that has all of its output but has not completed. */
    static HeldState beforeCompletion(EmulatedPrediction prediction) {
        // Recorded responses: the status is processing, and the output is complete.
        return new HeldState(unfinished(prediction, EmulatedPrediction.Status.PROCESSING, prediction.output()), true);
    }

    private static EmulatedPrediction unfinished(
            EmulatedPrediction prediction, EmulatedPrediction.Status status, @Nullable Object output) {
        // Recorded responses: logs are empty. There are no metrics, and no times except that of the creation.
        return new EmulatedPrediction(
                prediction.id(),
                prediction.model(),
                prediction.version(),
                prediction.deployment(),
                status,
                prediction.input(),
                output,
                null,
                "",
                Map.of(),
                prediction.webhook(),
                List.copyOf(prediction.webhookEventsFilter()),
                prediction.createdAt(),
                null,
                null,
                prediction.deadline(),
                false,
                prediction.stream());
    }
}
