/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.internal;

import io.github.replicate4j.run.AsyncOutput;
import io.github.replicate4j.springai.mapping.ModelDescription;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Runs models with the options that all kinds of models have. */
public final class ModelRuns {

    private ModelRuns() {}

    /**
     * Return the model of a call.
     *
     * @param kind kind of model in the names of properties
     * @throws IllegalArgumentException if no model is set
     */
    public static String requireModel(@Nullable String model, String kind, String example) {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("No model is set: set spring.ai.replicate." + kind + ".model, or"
                    + " model(...) in the options, for example to " + example + ". Nothing was created.");
        }
        return model;
    }

    /** Run a model. Without a timeout, or without a choice to cancel, the settings of the client apply. */
    public static Mono<AsyncOutput> run(
            ModelDescription model,
            Map<String, @Nullable Object> input,
            @Nullable Duration timeout,
            @Nullable Boolean cancelOnTimeout) {
        return model.function().run(request -> {
            request.input(input);
            if (timeout != null) {
                request.timeout(timeout);
            }
            if (cancelOnTimeout != null) {
                request.cancelOnAbandon(cancelOnTimeout);
            }
        });
    }
}
