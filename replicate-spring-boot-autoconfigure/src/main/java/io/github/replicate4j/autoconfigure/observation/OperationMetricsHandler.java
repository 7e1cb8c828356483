/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.observation.OperationObservationContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@link ObservationHandler} that counts retries and records the remaining requests of the rate limits. Replicate
 * limits the creation of predictions separately.
 */
final class OperationMetricsHandler implements ObservationHandler<OperationObservationContext> {

    private final MeterRegistry registry;

    private final Map<Tags, RemainingRequests> remainingRequests = new ConcurrentHashMap<>();

    OperationMetricsHandler(MeterRegistry registry) {
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
                    .description("Number of retried requests.")
                    .tags(ClientTags.of(context).and("operation", context.getOperation()))
                    .register(this.registry)
                    .increment(context.getAttempts() - 1);
        }
        Long remaining = context.getRateLimitRemaining();
        if (remaining != null) {
            boolean create = context.getOperation().endsWith("predictions.create");
            record(ClientTags.of(context).and("limit", create ? "create" : "other"), remaining);
        }
    }

    private void record(Tags limit, long remaining) {
        RemainingRequests requests = this.remainingRequests.computeIfAbsent(limit, key -> new RemainingRequests());
        if (requests.set(remaining)) {
            Gauge.builder("replicate.rate.limit.remaining", requests, RemainingRequests::value)
                    .description("Remaining requests of the rate limit, as of the latest response.")
                    .tags(limit)
                    .register(this.registry);
        }
    }

    /** Remaining requests. They are unknown a minute after the latest response, since rate limits apply per minute. */
    private static final class RemainingRequests {

        private static final Duration VALIDITY = Duration.ofMinutes(1);

        private volatile long remaining;

        private volatile long updatedNanos;

        private final AtomicBoolean initialized = new AtomicBoolean();

        /** Set the value and return whether it is the first one. */
        boolean set(long remaining) {
            this.remaining = remaining;
            this.updatedNanos = System.nanoTime();
            return this.initialized.compareAndSet(false, true);
        }

        double value() {
            return System.nanoTime() - this.updatedNanos > VALIDITY.toNanos() ? Double.NaN : this.remaining;
        }
    }
}
