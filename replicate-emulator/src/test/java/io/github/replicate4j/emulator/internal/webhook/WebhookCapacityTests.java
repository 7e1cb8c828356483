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
