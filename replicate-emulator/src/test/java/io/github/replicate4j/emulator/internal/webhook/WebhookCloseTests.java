/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.webhook;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.WebhookReceiver;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.clock.TestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;

/** Closing an emulator with webhooks that have not been delivered. */
@Isolated("Looks at the threads of the process")
class WebhookCloseTests {

    @Test
    void closeStopsDeliveries() {
        // Advances only if the test does it, so that a slow machine does not exceed the response timeout of webhooks.
        EmulatorClock clock = TestClocks.manual(Instant.now(), Duration.ofMillis(100));
        AtomicInteger aborted = new AtomicInteger();
        try (WebhookReceiver failing = new WebhookReceiver();
                WebhookReceiver silent = new WebhookReceiver()) {
            failing.respondingWith(500);
            silent.respondingWith(request -> Mono.<Integer>never().doOnCancel(aborted::incrementAndGet));
            try (ReplicateEmulator emulator =
                    ReplicateEmulator.builder().clock(clock).start()) {
                TestApi api = new TestApi(emulator);
                emulator.model("acme/model").official();
                api.createWithWebhook("acme/model", failing.url(), "completed");
                api.createWithWebhook("acme/model", silent.url(), "completed");
                await().until(() -> emulator.webhooks().deliveries().stream().anyMatch(each -> each.status() != null));
                await().until(() -> silent.received().size() == 1);
            }

            await().until(() -> aborted.get() == 1);
            clock.advance(Duration.ofHours(1));
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("replicate-emulator-webhooks")));
            assertThat(failing.received()).hasSize(1);
        }
    }
}
