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

package io.github.replicate4j.emulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest webhooks sent, in the order in which they were. */
final class WebhookJournal {

    static final int MAX_ENTRIES = 10_000;

    private final Deque<Line> lines = new ArrayDeque<>();

    synchronized List<WebhookDelivery> all() {
        return this.lines.stream().map(line -> line.delivery).toList();
    }

    /** Takes note of a webhook that is being sent. */
    synchronized Line add(Webhook webhook, int attempt, Instant sentAt) {
        Line line = new Line(new WebhookDelivery(
                webhook.id(),
                webhook.predictionId(),
                webhook.event(),
                webhook.url(),
                attempt,
                sentAt,
                null,
                null,
                null));
        this.lines.addLast(line);
        if (this.lines.size() > MAX_ENTRIES) {
            this.lines.removeFirst();
        }
        return line;
    }

    synchronized void clear() {
        this.lines.clear();
    }

    /** A webhook whose answer is still to come. */
    static final class Line {

        private volatile WebhookDelivery delivery;

        private Line(WebhookDelivery delivery) {
            this.delivery = delivery;
        }

        boolean ended(Instant time, @Nullable Integer status, @Nullable String failure) {
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
