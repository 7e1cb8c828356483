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

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * The observation of one prediction. Not meant for applications.
 */
public final class Lifetime {

    static final Lifetime UNOBSERVED = new Lifetime(null, null);

    private final @Nullable PredictionObservationContext context;

    private final @Nullable Observed observed;

    private final long begun = System.nanoTime();

    private final AtomicBoolean created = new AtomicBoolean();

    Lifetime(@Nullable PredictionObservationContext context, @Nullable Observed observed) {
        this.context = context;
        this.observed = observed;
    }

    @Nullable
    PredictionObservationContext context() {
        return this.context;
    }

    @Nullable
    Observed observed() {
        return this.observed;
    }

    /** Lets what is done next be seen below it, and be part of it. */
    Context in(Context context) {
        return this.observed == null ? context : this.observed.in(context).put(Lifetime.class, this);
    }

    long begun() {
        return this.begun;
    }

    void created() {
        this.created.set(true);
    }

    /** What was not created has no end of its own. */
    void failed(Throwable failure) {
        if (this.observed != null && !this.created.get()) {
            this.observed.failed(failure);
        }
    }

    void leftAlone() {
        if (this.observed != null && !this.created.get()) {
            this.observed.stop();
        }
    }
}
