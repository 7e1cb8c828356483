/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.observation;

import io.github.replicate4j.observation.PredictionObservationContext;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * The observation of one prediction, from the start of its create.
 */
final class PredictionObservation {

    private final PredictionObservationContext context;

    private final SafeObservation observation;

    private final long startNanos = System.nanoTime();

    private volatile boolean created;

    PredictionObservation(PredictionObservationContext context, SafeObservation observation) {
        this.context = context;
        this.observation = observation;
    }

    SafeObservation observation() {
        return this.observation;
    }

    /** Make this observation the parent of observations in a reactive context. */
    Context addTo(Context reactiveContext) {
        return this.observation.addTo(reactiveContext).put(PredictionObservation.class, this);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - this.startNanos);
    }

    void created(String id, @Nullable String model, @Nullable String version) {
        this.context.setId(id);
        this.context.setVersion(version);
        if (model != null) {
            this.context.setModel(model);
        }
        this.created = true;
    }

    /** Record a failed call. Once the prediction is created, only its completion stops the observation. */
    void callFailed(Throwable failure) {
        if (!this.created) {
            this.observation.failed(failure);
        }
    }

    void callCancelled() {
        if (!this.created) {
            this.observation.stop();
        }
    }

    void outputReceived() {
        if (this.context.getTimeToFirstOutput() == null) {
            this.context.setTimeToFirstOutput(age());
        }
    }

    void completed(Consumer<PredictionObservationContext> result, @Nullable Throwable failure) {
        result.accept(this.context);
        if (failure == null) {
            this.observation.stop();
        } else {
            this.observation.failed(failure);
        }
    }

    void stopWithUnknownStatus() {
        completed(context -> context.setStatus(PredictionObservations.UNKNOWN_STATUS), null);
    }
}
