/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.observation;

import io.github.replicate4j.observation.PredictionObservationContext;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@link ObservationHandler} that records metrics of predictions: queue time, run time, time to the first output and token
 * usage, and their cost at the prices of the application.
 */
final class PredictionMetricsHandler implements ObservationHandler<PredictionObservationContext> {

    private final MeterRegistry registry;

    PredictionMetricsHandler(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof PredictionObservationContext;
    }

    @Override
    public void onStop(PredictionObservationContext context) {
        Tags tags = Tags.empty();
        for (KeyValue keyValue : context.getLowCardinalityKeyValues()) {
            tags = tags.and(Tag.of(keyValue.getKey(), keyValue.getValue()));
        }
        time("replicate.prediction.queue.time", "Time a prediction was queued.", context.getQueueTime(), tags);
        time("replicate.prediction.run.time", "Time a model was running.", context.getRunTime(), tags);
        time(
                "replicate.prediction.time.to.first.output",
                "Time until the first output of a stream.",
                context.getTimeToFirstOutput(),
                tags);
        if (!context.isTokenUsageReportedBySpringAi()) {
            countTokens("input", context.getInputTokens(), tags);
            countTokens("output", context.getOutputTokens(), tags);
        }
        String currency = context.getCurrency();
        if (currency != null) {
            cost(context.getCost(), tags.and("currency", currency));
        }
    }

    /** Add the cost. If it is unknown, count the prediction instead, because the sum of the costs lacks it. */
    private void cost(@Nullable BigDecimal cost, Tags tags) {
        if (cost == null) {
            Counter.builder("replicate.cost.unknown")
                    .description("Number of completed predictions without a price, or without a metric of their price.")
                    .tags(tags)
                    .register(this.registry)
                    .increment();
        } else {
            Counter.builder("replicate.cost")
                    .description("Cost of completed predictions at the prices of the application.")
                    .tags(tags)
                    .register(this.registry)
                    .increment(cost.doubleValue());
        }
    }

    private void time(String name, String description, @Nullable Duration time, Tags tags) {
        if (time != null) {
            Timer.builder(name)
                    .description(description)
                    .tags(tags)
                    .register(this.registry)
                    .record(time);
        }
    }

    /** The metric has the same name and tags as in Spring AI. */
    private void countTokens(String type, @Nullable Long tokens, Tags tags) {
        if (tokens != null) {
            Counter.builder("gen_ai.client.token.usage")
                    .description("Number of input and output tokens used.")
                    .tags(tags.and("gen_ai.token.type", type))
                    .register(this.registry)
                    .increment(tokens);
        }
    }
}
