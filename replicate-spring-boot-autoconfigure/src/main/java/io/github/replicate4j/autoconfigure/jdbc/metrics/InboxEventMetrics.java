/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.inbox.InboxObserver;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts completions that this instance has processed, and measures how late that was. */
final class InboxEventMetrics implements InboxObserver {

    private final MeterRegistry registry;

    private final Timer lag;

    InboxEventMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lag = Timer.builder("replicate.inbox.lag")
                .description(
                        "Time from the completion of a prediction or training until its listeners have processed it")
                .register(registry);
        for (EventSource source : EventSource.values()) {
            // So that rates exist before the first failure.
            counter(source, "processed");
            counter(source, "failed");
            counter(source, "parked");
        }
    }

    @Override
    public void processed(WebhookEvent event) {
        counter(event.source(), "processed").increment();
        Instant completedAt = completedAt(event);
        if (completedAt != null) {
            Duration lag = Duration.between(completedAt, Instant.now());
            this.lag.record(lag.isNegative() ? Duration.ZERO : lag);
        }
    }

    @Override
    public void failed(EventSource source, boolean parked) {
        counter(source, parked ? "parked" : "failed").increment();
    }

    private static @Nullable Instant completedAt(WebhookEvent event) {
        if (event.subject() instanceof Prediction prediction) {
            return prediction.completedAt();
        }
        return event.subject() instanceof Training training ? training.completedAt() : null;
    }

    private Counter counter(EventSource source, String outcome) {
        return Counter.builder("replicate.inbox.events")
                .description("Attempts of this instance to process stored completions")
                .tag("source", source.name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome)
                .register(this.registry);
    }
}
