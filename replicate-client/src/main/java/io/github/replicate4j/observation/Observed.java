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
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An observation that goes on, and stops once. Whatever those who are told of it throw is logged and goes no further: what
 * was created must not be lost because it could not be counted.
 */
final class Observed {

    private static final Log logger = LogFactory.getLog(Observed.class);

    private final Observation observation;

    /** Applications can switch observations off by their names. */
    private final boolean active;

    private final @Nullable Observation parent;

    private final AtomicBoolean stopped = new AtomicBoolean();

    private Observed(Observation observation, boolean active, @Nullable Observation parent) {
        this.observation = observation;
        this.active = active;
        this.parent = parent;
    }

    /** Starts it below what goes on already: in the reactive context, or else on this thread. */
    static Observed start(
            Observation observation, Observation.Context own, ContextView context, ObservationRegistry registry) {
        Observation parent = context.getOrDefault(ObservationThreadLocalAccessor.KEY, registry.getCurrentObservation());
        Observed observed = new Observed(observation, observation.getContext() == own, parent);
        guarded(() -> {
            if (observed.active && parent != null) {
                observation.parentObservation(parent);
            }
            observation.start();
        });
        return observed;
    }

    boolean isActive() {
        return this.active;
    }

    /** Lets what is done next be seen below it, or below what it would have been below, were it not switched off. */
    Context in(Context context) {
        return context.putNonNull(ObservationThreadLocalAccessor.KEY, this.active ? this.observation : this.parent);
    }

    Observation observation() {
        return this.observation;
    }

    void failed(Throwable failure) {
        if (this.stopped.compareAndSet(false, true)) {
            guarded(() -> this.observation.error(failure));
            guarded(this.observation::stop);
        }
    }

    void stop() {
        if (this.stopped.compareAndSet(false, true)) {
            guarded(this.observation::stop);
        }
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException ex) {
            logger.warn("An observation could not be told of", ex);
        }
    }
}
