/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.jdbc.journal.reconcile.ReconcileResult;
import io.github.replicate4j.jdbc.journal.reconcile.Reconciler;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** Counts what the reconciler of this instance has settled. */
final class ReconcilerMetrics implements MeterBinder {

    private final Reconciler reconciler;

    private final Tags client;

    ReconcilerMetrics(Reconciler reconciler, Tags client) {
        this.client = client;
        this.reconciler = reconciler;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "completed", ReconcileResult::completed);
        counter(registry, "adopted", ReconcileResult::adopted);
        counter(registry, "resent", ReconcileResult::resent);
        counter(registry, "lost", ReconcileResult::lost);
        counter(registry, "expired", ReconcileResult::expired);
        counter(registry, "orphan", ReconcileResult::orphans);
    }

    private void counter(MeterRegistry registry, String outcome, ToDoubleFunction<ReconcileResult> value) {
        FunctionCounter.builder(
                        "replicate.reconcile.creates",
                        this.reconciler,
                        reconciler -> value.applyAsDouble(reconciler.totals()))
                .description("Creates that the reconciler has settled")
                .tags(this.client.and("outcome", outcome))
                .register(registry);
    }
}
