/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.deliveries;

import io.github.replicate4j.event.EventSource;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.PredictionUpdatedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.sample.StudioModels;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Listens for webhook events and stores the latest deliveries in memory.
 */
@Component
class DeliveryLog {

    static final int MAX_DELIVERIES = 50;

    private final Sinks.Many<Delivery> log = Sinks.many().replay().limit(MAX_DELIVERIES);

    private final StudioModels models;

    DeliveryLog(StudioModels models) {
        this.models = models;
    }

    @EventListener
    void on(PredictionUpdatedEvent event) {
        add("updated", event.prediction(), event);
    }

    @EventListener
    void on(PredictionCompletedEvent event) {
        add("completed", event.prediction(), event);
    }

    /** Return the latest deliveries, then new ones. If a subscriber is slow, its oldest deliveries are dropped. */
    Flux<Delivery> deliveries() {
        return this.log.asFlux().onBackpressureBuffer(MAX_DELIVERIES, BufferOverflowStrategy.DROP_OLDEST);
    }

    /** Synchronized because webhooks arrive on several threads. */
    private synchronized void add(String type, Prediction prediction, WebhookEvent event) {
        // Users of this application must not see other predictions of the account.
        if (event.source() == EventSource.WEBHOOK && this.models.uses(prediction.model())) {
            this.log.tryEmitNext(Delivery.of(type, prediction, event)).orThrow();
        }
    }
}
