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

import io.github.replicate4j.observation.PredictionObservationContext;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measures predictions by Replicate's own figures: how long they waited for a model, how long that ran, and how many tokens
 * it took.
 */
final class PredictionMeters implements ObservationHandler<PredictionObservationContext> {

    private final MeterRegistry registry;

    PredictionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof PredictionObservationContext;
    }

    @Override
    public void onStop(PredictionObservationContext context) {
        Tags tags = Tags.empty();
        for (KeyValue key : context.getLowCardinalityKeyValues()) {
            tags = tags.and(Tag.of(key.getKey(), key.getValue()));
        }
        time(
                "replicate.prediction.queue.time",
                "Time a prediction waited for its model.",
                context.getQueueTime(),
                tags);
        time("replicate.prediction.run.time", "Time a model ran.", context.getRunTime(), tags);
        time(
                "replicate.prediction.time.to.first.output",
                "Time until a stream had its first output.",
                context.getTimeToFirstOutput(),
                tags);
        count("input", context.getInputTokens(), tags);
        count("output", context.getOutputTokens(), tags);
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

    /** As Spring AI counts them, so that one dashboard shows both. */
    private void count(String type, @Nullable Long tokens, Tags tags) {
        if (tokens != null) {
            Counter.builder("gen_ai.client.token.usage")
                    .description("Number of input and output tokens used.")
                    .tags(tags.and("gen_ai.token.type", type))
                    .register(this.registry)
                    .increment(tokens);
        }
    }
}
