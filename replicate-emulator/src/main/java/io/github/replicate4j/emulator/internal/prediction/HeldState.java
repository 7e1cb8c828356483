/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.util.List;
import java.util.Map;

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
        return new HeldState(prediction, prediction.status().isTerminal());
    }

    /** Return the state of a prediction that has all of its output but has not completed. */
    static HeldState beforeCompletion(EmulatedPrediction prediction) {
        // Recorded responses: the status is processing, the output is complete, and logs are empty. There are
        // no metrics, and no times except that of the creation.
        return new HeldState(
                new EmulatedPrediction(
                        prediction.id(),
                        prediction.model(),
                        prediction.version(),
                        prediction.deployment(),
                        EmulatedPrediction.Status.PROCESSING,
                        prediction.input(),
                        prediction.output(),
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
                        prediction.stream()),
                true);
    }
}
