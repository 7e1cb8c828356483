/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.event.PredictionCompletedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/** Orders of {@code docs/webhooks.md} that are saved before their predictions are created. */
class ReferencedOrders {

    private final Map<String, String> orders = new ConcurrentHashMap<>();

    private final Replicate replicate;

    ReferencedOrders(Replicate replicate) {
        this.replicate = replicate;
    }

    void place(String order) {
        this.orders.put(order, "running");
        this.replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input(Map.of()).reference(order));
    }

    @EventListener
    void on(PredictionCompletedEvent event) {
        if (event.reference() != null) {
            this.orders.replace(event.reference(), "running", event.prediction().statusText());
        }
    }

    Map<String, String> orders() {
        return this.orders;
    }
}
