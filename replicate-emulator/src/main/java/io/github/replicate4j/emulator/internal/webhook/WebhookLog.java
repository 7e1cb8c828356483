/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import io.github.replicate4j.emulator.webhook.WebhookDelivery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest deliveries, in the order in which they were sent.
 */
final class WebhookLog {

    private static final int MAX_ENTRIES = 10_000;

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized List<WebhookDelivery> all() {
        return this.entries.stream().map(entry -> entry.delivery).toList();
    }

    synchronized Entry add(Webhook webhook, int attempt, Instant sentAt) {
        Entry entry = new Entry(new WebhookDelivery(
                webhook.id(),
                webhook.predictionId(),
                webhook.event(),
                webhook.url(),
                attempt,
                sentAt,
                null,
                null,
                null));
        this.entries.addLast(entry);
        if (this.entries.size() > MAX_ENTRIES) {
            this.entries.removeFirst();
        }
        return entry;
    }

    synchronized void clear() {
        this.entries.clear();
    }

    /** A delivery, and its outcome once it is known. */
    static final class Entry {

        private volatile WebhookDelivery delivery;

        private Entry(WebhookDelivery delivery) {
            this.delivery = delivery;
        }

        /** Record the outcome, and return whether the delivery succeeded. */
        boolean complete(Instant time, @Nullable Integer status, @Nullable String failure) {
            WebhookDelivery sent = this.delivery;
            this.delivery = new WebhookDelivery(
                    sent.id(),
                    sent.predictionId(),
                    sent.event(),
                    sent.url(),
                    sent.attempt(),
                    sent.sentAt(),
                    time,
                    status,
                    failure);
            return this.delivery.isSuccess();
        }
    }
}
