/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.cost.Prices;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.internal.observation.PredictionObservations;
import io.github.replicate4j.internal.observation.SafeObservation;
import io.github.replicate4j.internal.predictions.CompletionRecorder;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import io.github.replicate4j.webhooks.observation.DefaultWebhookObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationContext;
import io.github.replicate4j.webhooks.observation.WebhookObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates an observation for each delivery, and stops the observations of predictions that a webhook reports as completed.
 */
final class WebhookObservations {

    private static final Log logger = LogFactory.getLog(WebhookObservations.class);

    private static final WebhookObservationConvention DEFAULT_CONVENTION = new DefaultWebhookObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable WebhookObservationConvention convention;

    private final PredictionObservations predictions;

    private final CompletionRecorder completions;

    WebhookObservations(
            ObservationRegistry registry,
            @Nullable WebhookObservationConvention convention,
            PredictionObservations predictions,
            Prices prices) {
        this.registry = registry;
        this.convention = convention;
        this.predictions = predictions;
        this.completions = new CompletionRecorder(predictions, prices);
    }

    /** Observe a delivery that is rejected. */
    void rejected(Enum<?> reason) {
        WebhookObservationContext context = new WebhookObservationContext();
        context.setOutcome("rejected");
        context.setReason(reason.name().toLowerCase(Locale.ROOT));
        SafeObservation.start(observation(context), context, null).stop();
    }

    /** Observe the processing of an event, as a child of the observation of its prediction if there is one. */
    WebhookResponse observe(WebhookEvent event, Supplier<Result> processing) {
        WebhookObservationContext context = new WebhookObservationContext();
        context.setEvent(event);
        Observation prediction = this.predictions.current(event.subject().id());
        SafeObservation observation = SafeObservation.start(observation(context), context, prediction);
        this.completions.record(event.subject());
        try {
            Result result = observation.within(processing);
            context.setOutcome(result.response().key());
            Instant completedAt = completedAt(event);
            if ((result.response() == WebhookResponse.PROCESSED || result.response() == WebhookResponse.STORED)
                    && completedAt != null
                    && !completedAt.isAfter(event.receivedAt())) {
                context.setLag(Duration.between(completedAt, event.receivedAt()));
            }
            if (result.failure() != null) {
                observation.failed(result.failure());
            }
            return result.response();
        } finally {
            observation.stop();
        }
    }

    /** A convention of the application that fails must not reject webhooks. */
    private Observation observation(WebhookObservationContext context) {
        try {
            return WebhookObservationDocumentation.WEBHOOK.observation(
                    this.convention, DEFAULT_CONVENTION, () -> context, this.registry);
        } catch (RuntimeException ex) {
            logger.warn("The observation of a webhook could not be created", ex);
            return Observation.NOOP;
        }
    }

    private static @Nullable Instant completedAt(WebhookEvent event) {
        if (event.subject() instanceof Prediction prediction) {
            return prediction.completedAt();
        }
        return event.subject() instanceof Training training ? training.completedAt() : null;
    }

    /** Result of processing an event. */
    record Result(WebhookResponse response, @Nullable Throwable failure) {

        Result(WebhookResponse response) {
            this(response, null);
        }
    }
}
