/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookVerifier;
import io.github.replicate4j.webhooks.testing.Delivery;
import io.github.replicate4j.webhooks.testing.MutableClock;
import io.github.replicate4j.webhooks.testing.WebhookSender;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaleUpdateFilterTests {

    private final MutableClock clock = new MutableClock();

    private final StaleUpdateFilter filter = new StaleUpdateFilter();

    private boolean isStale(String status, String more) {
        Delivery delivery =
                Delivery.signed(WebhookSender.SECRET, this.clock, "msg_1", WebhookSender.body("a", status, more));
        VerifiedWebhook webhook = WebhookVerifier.of(List.of(new WebhookSecret(WebhookSender.SECRET)))
                .withClock(this.clock)
                .verify(name -> List.of(delivery.header(name)), delivery.body());
        return this.filter.isStale(WebhookEvent.of(webhook, null, this.clock.instant()));
    }

    @Test
    void updatesInOrderAreNotStale() {
        assertThat(isStale("starting", "")).isFalse();
        assertThat(isStale("processing", ", \"logs\": \"1\"")).isFalse();
        assertThat(isStale("processing", ", \"logs\": \"1\", \"output\": [1]")).isFalse();
        assertThat(isStale("succeeded", "")).isFalse();
    }

    @Test
    void anUpdateBehindAnotherOneIsStale() {
        assertThat(isStale("processing", ", \"logs\": \"12\", \"output\": [1]")).isFalse();
        assertThat(isStale("processing", ", \"logs\": \"1\", \"output\": [1]")).isTrue();
        assertThat(isStale("starting", "")).isTrue();
    }

    @Test
    void anUpdateAfterTheCompletionIsStaleButAnotherCompletionIsNot() {
        assertThat(isStale("succeeded", "")).isFalse();
        assertThat(isStale("processing", "")).isTrue();
        assertThat(isStale("succeeded", "")).isFalse();
    }
}
