/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.webhook.WebhookEventType;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WebhookCapacityTests {

    private final WebhookCapacity capacity = new WebhookCapacity();

    @Test
    void oneReceiverGetsHalfOfTheCapacity() {
        for (int i = 0; i < WebhookCapacity.MAX_WEBHOOKS / 2; i++) {
            assertThat(this.capacity.acquire(webhook("one", 1))).isTrue();
        }

        assertThat(this.capacity.acquire(webhook("one", 1))).isFalse();
        assertThat(this.capacity.acquire(webhook("other", 1))).isTrue();
        this.capacity.release(webhook("one", 1));
        assertThat(this.capacity.acquire(webhook("one", 1))).isTrue();
    }

    @Test
    void totalCapacityIsLimited() {
        int half = (int) (WebhookCapacity.MAX_BYTES / 2);
        assertThat(this.capacity.acquire(webhook("one", half))).isTrue();
        assertThat(this.capacity.acquire(webhook("other", half))).isTrue();

        assertThat(this.capacity.acquire(webhook("third", 1))).isFalse();
        this.capacity.release(webhook("other", half));
        assertThat(this.capacity.acquire(webhook("third", 1))).isTrue();
    }

    @Test
    void firstWebhookMayHaveAnySize() {
        assertThat(this.capacity.acquire(webhook("one", (int) WebhookCapacity.MAX_BYTES + 1)))
                .isTrue();

        assertThat(this.capacity.acquire(webhook("other", 1))).isFalse();
        this.capacity.clear();
        assertThat(this.capacity.acquire(webhook("other", 1))).isTrue();
    }

    private static Webhook webhook(String host, int size) {
        return new Webhook(
                "msg", "id", WebhookEventType.COMPLETED, URI.create("https://" + host + "/hook"), new byte[size]);
    }
}
