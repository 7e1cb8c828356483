/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.jdbc.inbox.InboxStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Gauges of the stored inbox. Together they execute at most one query in 15 seconds. */
final class InboxMetrics implements MeterBinder {

    private static final Log logger = LogFactory.getLog(InboxMetrics.class);

    private static final long MAX_AGE_NANOS = Duration.ofSeconds(15).toNanos();

    private final Supplier<InboxStatistics> source;

    private @Nullable InboxStatistics latest;

    private long queriedAt = System.nanoTime() - MAX_AGE_NANOS;

    InboxMetrics(Supplier<InboxStatistics> source) {
        this.source = source;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("replicate.inbox.pending", () -> value(InboxStatistics::pending))
                .description("Number of stored completions that no listener has processed")
                .register(registry);
        Gauge.builder("replicate.inbox.parked", () -> value(InboxStatistics::parked))
                .description("Number of completions that were parked after too many attempts")
                .register(registry);
        TimeGauge.builder(
                        "replicate.inbox.oldest",
                        () -> value(statistics -> statistics.oldestPendingAge().toMillis()),
                        TimeUnit.MILLISECONDS)
                .description("Time since the oldest pending completion was received")
                .register(registry);
    }

    private synchronized double value(ToDoubleFunction<InboxStatistics> value) {
        if (System.nanoTime() - this.queriedAt >= MAX_AGE_NANOS) {
            this.latest = query();
            this.queriedAt = System.nanoTime();
        }
        return this.latest == null ? Double.NaN : value.applyAsDouble(this.latest);
    }

    private @Nullable InboxStatistics query() {
        try {
            return this.source.get();
        } catch (DataAccessException | TransactionException ex) {
            logger.debug("The state of the inbox could not be queried", ex);
            return null;
        }
    }
}
