/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number and the memory usage of waiting webhooks. A single receiver, which may be down, gets at most half of the
 * capacity. Not thread-safe.
 */
final class WebhookCapacity {

    static final int MAX_WEBHOOKS = 10_000;

    static final long MAX_BYTES = 64L << 20;

    private final Map<String, Usage> receivers = new HashMap<>();

    private final Usage total = new Usage();

    /** Acquire capacity for a webhook, and return whether there was enough. */
    boolean acquire(Webhook webhook) {
        int size = webhook.body().length;
        Usage receiver = this.receivers.getOrDefault(webhook.receiver(), new Usage());
        if (!this.total.allows(size, MAX_WEBHOOKS, MAX_BYTES)
                || !receiver.allows(size, MAX_WEBHOOKS / 2, MAX_BYTES / 2)) {
            return false;
        }
        this.receivers.put(webhook.receiver(), receiver);
        receiver.change(1, size);
        this.total.change(1, size);
        return true;
    }

    void release(Webhook webhook) {
        Usage receiver = this.receivers.get(webhook.receiver());
        if (receiver == null) {
            return;
        }
        receiver.change(-1, -webhook.body().length);
        this.total.change(-1, -webhook.body().length);
        if (receiver.webhooks == 0) {
            this.receivers.remove(webhook.receiver());
        }
    }

    void clear() {
        this.receivers.clear();
        this.total.change(-this.total.webhooks, -this.total.bytes);
    }

    private static final class Usage {

        private int webhooks;

        private long bytes;

        /** Return whether one more webhook is allowed. The first one may have any size. */
        boolean allows(int size, int maxWebhooks, long maxBytes) {
            return this.webhooks == 0 || (this.webhooks < maxWebhooks && this.bytes + size <= maxBytes);
        }

        void change(int count, long size) {
            this.webhooks += count;
            this.bytes += size;
        }
    }
}
