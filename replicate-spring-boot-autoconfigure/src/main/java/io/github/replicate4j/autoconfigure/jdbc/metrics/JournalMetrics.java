/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.jdbc.journal.JdbcCreateJournal;
import io.github.replicate4j.jdbc.journal.JournalStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Gauges of the journal. Together they execute at most one query in 15 seconds. */
final class JournalMetrics implements MeterBinder {

    private final CachedQuery<JournalStatistics> statistics;

    private final Tags client;

    JournalMetrics(JdbcCreateJournal journal, Tags client) {
        this.client = client;
        this.statistics = new CachedQuery<>(journal::statistics);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        state(registry, "queued", JournalStatistics::queued);
        state(registry, "sending", JournalStatistics::sending);
        state(registry, "running", JournalStatistics::running);
        gauge(
                registry,
                "replicate.journal.unknown",
                JournalStatistics::unknown,
                "Number of creates of which it is unknown whether Replicate has received them");
        gauge(
                registry,
                "replicate.submit.queue",
                JournalStatistics::queued,
                "Number of durable creates that have not been sent");
        gauge(
                registry,
                "replicate.reconcile.overdue",
                JournalStatistics::overdue,
                "Number of creates that the reconciler should check now");
        TimeGauge.builder(
                        "replicate.reconcile.oldest",
                        () -> this.statistics.value(
                                journal -> journal.oldestOverdueAge().toMillis()),
                        TimeUnit.MILLISECONDS)
                .description("Time for which the reconciler should have checked a create")
                .tags(this.client)
                .register(registry);
    }

    private void state(MeterRegistry registry, String state, ToDoubleFunction<JournalStatistics> value) {
        Gauge.builder("replicate.journal.creates", () -> this.statistics.value(value))
                .description("Number of creates that are not settled")
                .tags(this.client.and("state", state))
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry, String name, ToDoubleFunction<JournalStatistics> value, String description) {
        Gauge.builder(name, () -> this.statistics.value(value))
                .description(description)
                .tags(this.client)
                .register(registry);
    }
}
