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

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many webhooks wait, and how much memory they take. One receiver, which may be dead, gets half of that at most.
 * Not to be used by two threads at once.
 */
final class WebhookRoom {

    static final int MAX_WEBHOOKS = 10_000;
    static final long MAX_BYTES = 64L << 20;

    private final Map<String, Usage> receivers = new HashMap<>();
    private final Usage all = new Usage();

    /** Takes room for a webhook, if there is any. */
    boolean take(Webhook webhook) {
        int size = webhook.body().length;
        Usage receiver = this.receivers.getOrDefault(webhook.receiver(), new Usage());
        if (!this.all.leaves(size, MAX_WEBHOOKS, MAX_BYTES)
                || !receiver.leaves(size, MAX_WEBHOOKS / 2, MAX_BYTES / 2)) {
            return false;
        }
        this.receivers.put(webhook.receiver(), receiver);
        receiver.change(1, size);
        this.all.change(1, size);
        return true;
    }

    /** Gives the room of a webhook back. */
    void give(Webhook webhook) {
        Usage receiver = this.receivers.get(webhook.receiver());
        if (receiver == null) {
            return;
        }
        receiver.change(-1, -webhook.body().length);
        this.all.change(-1, -webhook.body().length);
        if (receiver.webhooks == 0) {
            this.receivers.remove(webhook.receiver());
        }
    }

    void clear() {
        this.receivers.clear();
        this.all.change(-this.all.webhooks, -this.all.bytes);
    }

    /** What is taken. */
    private static final class Usage {

        private int webhooks;
        private long bytes;

        /** Whether there is room for one more. The first may have any size. */
        boolean leaves(int size, int maxWebhooks, long maxBytes) {
            return this.webhooks == 0 || (this.webhooks < maxWebhooks && this.bytes + size <= maxBytes);
        }

        void change(int count, long size) {
            this.webhooks += count;
            this.bytes += size;
        }
    }
}
