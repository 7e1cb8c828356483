/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.metrics;

import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Counters of the storage of outputs. */
final class OutputMetrics implements MeterBinder {

    private final OutputRetention outputs;

    OutputMetrics(OutputRetention outputs) {
        this.outputs = outputs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("replicate.outputs.stored", this.outputs, OutputRetention::storedFiles)
                .description("Number of output files that were stored")
                .register(registry);
        FunctionCounter.builder("replicate.outputs.expired", this.outputs, OutputRetention::expiredCompletions)
                .description("Number of completions whose files Replicate had deleted before they could be stored")
                .register(registry);
    }
}
