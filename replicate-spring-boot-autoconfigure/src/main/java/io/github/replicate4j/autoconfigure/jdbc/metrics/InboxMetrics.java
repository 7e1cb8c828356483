/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gauges of the stored inbox. Together they execute at most one query in 15 seconds. */
final class InboxMetrics implements MeterBinder {

    private final CachedQuery<InboxStatistics> statistics;

    InboxMetrics(Supplier<InboxStatistics> source) {
        this.statistics = new CachedQuery<>(source);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("replicate.inbox.pending", () -> this.statistics.value(InboxStatistics::pending))
                .description("Number of stored completions that no listener has processed")
                .register(registry);
        Gauge.builder("replicate.inbox.parked", () -> this.statistics.value(InboxStatistics::parked))
                .description("Number of completions that were parked after too many attempts")
                .register(registry);
        TimeGauge.builder(
                        "replicate.inbox.oldest",
                        () -> this.statistics.value(
                                inbox -> inbox.oldestPendingAge().toMillis()),
                        TimeUnit.MILLISECONDS)
                .description("Time since the oldest pending completion was received")
                .register(registry);
    }
}
