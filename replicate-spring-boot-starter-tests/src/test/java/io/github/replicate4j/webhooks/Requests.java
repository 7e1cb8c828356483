/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static io.github.replicate4j.webhook.WebhookEventType.COMPLETED;
import static io.github.replicate4j.webhook.WebhookEventType.LOGS;
import static io.github.replicate4j.webhook.WebhookEventType.START;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import java.net.URI;
import java.util.Map;

/** Webhook options of a create. */
class Requests {

    private final Replicate replicate;

    Requests(Replicate replicate) {
        this.replicate = replicate;
    }

    Prediction toAnotherUrl() {
        return this.replicate
                .models()
                .predictions()
                .create(
                        "acme/painter",
                        request -> request.input(Map.of())
                                .webhook(URI.create("https://example.com/other"), START, COMPLETED));
    }

    Prediction withOtherEvents() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input(Map.of()).webhookEventsFilter(LOGS, COMPLETED));
    }

    Prediction withoutWebhook() {
        return this.replicate
                .models()
                .predictions()
                .create("acme/painter", request -> request.input(Map.of()).withoutWebhook());
    }
}
