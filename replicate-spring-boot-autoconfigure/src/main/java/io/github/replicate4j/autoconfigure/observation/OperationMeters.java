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

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.observation.OperationObservationContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts repeated requests, and shows how many more Replicate takes: creates of predictions have a limit of their own.
 */
final class OperationMeters implements ObservationHandler<OperationObservationContext> {

    private static final Duration HOLDS = Duration.ofMinutes(1);

    private final MeterRegistry registry;

    private final Latest creates = new Latest();

    private final Latest others = new Latest();

    OperationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof OperationObservationContext;
    }

    @Override
    public void onStop(OperationObservationContext context) {
        if (context.getAttempts() > 1) {
            Counter.builder("replicate.operation.retries")
                    .description("Requests that were sent again.")
                    .tag("operation", context.getOperation())
                    .register(this.registry)
                    .increment(context.getAttempts() - 1);
        }
        Long remaining = context.getRateLimitRemaining();
        if (remaining != null) {
            boolean create = context.getOperation().endsWith("predictions.create");
            remaining(create ? "create" : "other", create ? this.creates : this.others, remaining);
        }
    }

    private void remaining(String limit, Latest latest, long remaining) {
        if (latest.set(remaining)) {
            Gauge.builder("replicate.rate.limit.remaining", latest, Latest::value)
                    .description("Requests that Replicate would have taken behind the latest answer.")
                    .tag("limit", limit)
                    .register(this.registry);
        }
    }

    /** A figure that says nothing any more after a minute: the limit is one of requests in a minute. */
    private static final class Latest {

        private volatile long remaining;

        private volatile long since;

        private final AtomicBoolean known = new AtomicBoolean();

        /** Whether it is the first. */
        boolean set(long remaining) {
            this.remaining = remaining;
            this.since = System.nanoTime();
            return this.known.compareAndSet(false, true);
        }

        double value() {
            return System.nanoTime() - this.since > HOLDS.toNanos() ? Double.NaN : this.remaining;
        }
    }
}
