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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.predictions.CompletionRecorder;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes webhooks, and lets predictions end that they tell of.
 */
final class WebhookObservations {

    private static final WebhookObservationConvention DEFAULT = new DefaultWebhookObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable WebhookObservationConvention convention;

    private final PredictionObservations predictions;

    private final CompletionRecorder ends;

    WebhookObservations(
            ObservationRegistry registry,
            @Nullable WebhookObservationConvention convention,
            PredictionObservations predictions) {
        this.registry = registry;
        this.convention = convention;
        this.predictions = predictions;
        this.ends = new CompletionRecorder(predictions);
    }

    /** Observes one that was refused. */
    void refused(Enum<?> reason) {
        WebhookObservationContext context = new WebhookObservationContext();
        context.setOutcome("refused");
        context.setReason(reason.name().toLowerCase(Locale.ROOT));
        SafeObservation.start(observation(context), context, null).stop();
    }

    /** Observes what is done about an event, below the prediction if that goes on here. */
    WebhookAnswer observe(WebhookEvent event, Supplier<Result> work) {
        WebhookObservationContext context = new WebhookObservationContext();
        context.setEvent(event);
        Observation prediction = this.predictions.current(event.subject().id());
        SafeObservation observed = SafeObservation.start(observation(context), context, prediction);
        this.ends.record(event.subject());
        try {
            Result result = observed.within(work);
            context.setOutcome(result.outcome());
            Instant ended = ended(event);
            if (result.outcome().equals("processed") && ended != null && !ended.isAfter(event.receivedAt())) {
                context.setLag(Duration.between(ended, event.receivedAt()));
            }
            if (result.failure() != null) {
                observed.failed(result.failure());
            }
            return result.answer();
        } finally {
            observed.stop();
        }
    }

    private Observation observation(WebhookObservationContext context) {
        return WebhookObservationDocumentation.WEBHOOK.observation(
                this.convention, DEFAULT, () -> context, this.registry);
    }

    private static @Nullable Instant ended(WebhookEvent event) {
        if (event.subject() instanceof Prediction prediction) {
            return prediction.completedAt();
        }
        return event.subject() instanceof Training training ? training.completedAt() : null;
    }

    /** What was done about an event. */
    record Result(
            WebhookAnswer answer, String outcome, @Nullable Throwable failure) {

        Result(WebhookAnswer answer, String outcome) {
            this(answer, outcome, null);
        }
    }
}
