/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.event.PredictionCompletedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

class PaintingEvents {

    private final ApplicationEventPublisher publisher;

    PaintingEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @EventListener
    void completed(PredictionCompletedEvent event) {
        this.publisher.publishEvent(new PaintingCompleted(
                event.prediction().id(), event.prediction().statusText()));
    }
}
