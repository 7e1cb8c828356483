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

package io.github.replicate4j.internal.observation;

import io.github.replicate4j.observation.PredictionObservationContext;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * The observation of one prediction, from the beginning of its create on.
 */
final class PredictionObservation {

    private final PredictionObservationContext context;

    private final SafeObservation observed;

    private final long begun = System.nanoTime();

    private volatile boolean created;

    PredictionObservation(PredictionObservationContext context, SafeObservation observed) {
        this.context = context;
        this.observed = observed;
    }

    SafeObservation observed() {
        return this.observed;
    }

    /** Lets what is done next be seen below it, and be part of it. */
    Context in(Context context) {
        return this.observed.in(context).put(PredictionObservation.class, this);
    }

    /** How long it has gone on. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - this.begun);
    }

    void created(String id, @Nullable String model, @Nullable String version) {
        this.context.setId(id);
        this.context.setVersion(version);
        if (model != null) {
            this.context.setModel(model);
        }
        this.created = true;
    }

    /** What was not created has no end of its own. */
    void failed(Throwable failure) {
        if (!this.created) {
            this.observed.failed(failure);
        }
    }

    void leftAlone() {
        if (!this.created) {
            this.observed.stop();
        }
    }

    void streamed() {
        if (this.context.getTimeToFirstOutput() == null) {
            this.context.setTimeToFirstOutput(age());
        }
    }

    void ended(Consumer<PredictionObservationContext> facts, @Nullable Throwable failure) {
        facts.accept(this.context);
        if (failure == null) {
            this.observed.stop();
        } else {
            this.observed.failed(failure);
        }
    }

    void forgotten() {
        ended(known -> known.setStatus(PredictionObservations.FORGOTTEN), null);
    }
}
