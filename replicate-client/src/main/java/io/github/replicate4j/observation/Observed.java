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

package io.github.replicate4j.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An observation that goes on, and stops once.
 */
final class Observed {

    private final Observation observation;

    private final AtomicBoolean stopped = new AtomicBoolean();

    private Observed(Observation observation) {
        this.observation = observation;
    }

    /** Starts it below what goes on already: in the reactive context, or else on this thread. */
    static Observed start(Observation observation, ContextView context) {
        Observation parent = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (parent != null) {
            observation.parentObservation(parent);
        }
        return new Observed(observation.start());
    }

    /** Lets what is done next be seen below it. */
    Context in(Context context) {
        return context.put(ObservationThreadLocalAccessor.KEY, this.observation);
    }

    Observation observation() {
        return this.observation;
    }

    void failed(Throwable failure) {
        if (!this.stopped.get()) {
            this.observation.error(failure);
        }
        stop();
    }

    void stop() {
        if (this.stopped.compareAndSet(false, true)) {
            this.observation.stop();
        }
    }
}
