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
