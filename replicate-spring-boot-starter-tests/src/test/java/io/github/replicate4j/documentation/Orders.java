/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/** Orders of {@code docs/webhooks.md}, which complete even if a webhook arrives before the id is stored. */
class Orders {

    private final Map<String, String> predictions = new ConcurrentHashMap<>();

    private final Map<String, PredictionStatus> completed = new ConcurrentHashMap<>();

    private final Replicate replicate;

    Orders(Replicate replicate) {
        this.replicate = replicate;
    }

    void place(String order) {
        Prediction prediction =
                this.replicate.models().predictions().create("acme/painter", request -> request.input(Map.of()));
        this.predictions.put(prediction.id(), order);
        complete(this.replicate.predictions().get(prediction.id()));
    }

    @EventListener
    void on(PredictionCompletedEvent event) {
        complete(event.prediction());
    }

    private void complete(Prediction prediction) {
        String order = this.predictions.get(prediction.id());
        if (order != null && prediction.isTerminal()) {
            this.completed.putIfAbsent(order, prediction.status());
        }
    }

    Map<String, PredictionStatus> completed() {
        return this.completed;
    }
}
