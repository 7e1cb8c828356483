/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.completion.CompletionSignals;
import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Webhook endpoint without Spring Boot. */
class PlainWebhookEndpoint {

    private final WebhookVerifier verifier;

    private final CompletionSignals signals;

    private final Consumer<PredictionCompletedEvent> completed;

    PlainWebhookEndpoint(Replicate replicate, CompletionSignals signals, Consumer<PredictionCompletedEvent> completed) {
        this.verifier = WebhookVerifier.of(replicate.webhooks().defaultSecret());
        this.signals = signals;
        this.completed = completed;
    }

    int receive(Map<String, List<String>> headers, byte[] body, String query) {
        VerifiedWebhook webhook;
        try {
            webhook = this.verifier.verify(headers, body);
        } catch (WebhookRejectedException ex) {
            return 401;
        }
        WebhookEvent event = WebhookEvent.of(webhook, query, Instant.now());
        this.signals.completed(event.subject());
        if (event instanceof PredictionCompletedEvent completion) {
            this.completed.accept(completion);
        }
        return 204;
    }
}
