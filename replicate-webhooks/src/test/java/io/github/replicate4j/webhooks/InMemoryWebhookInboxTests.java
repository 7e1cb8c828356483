/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.webhooks.WebhookInbox.Outcome;
import io.github.replicate4j.webhooks.testing.MutableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryWebhookInboxTests {

    private final MutableClock clock = new MutableClock();

    private final WebhookInbox inbox = new InMemoryWebhookInbox(this.clock);

    private final AtomicInteger done = new AtomicInteger();

    private Outcome process(String key) {
        return this.inbox.process(key, this.done::incrementAndGet);
    }

    @Test
    void runsWorkOncePerKey() {
        assertThat(process("a")).isEqualTo(Outcome.PROCESSED);
        assertThat(process("a")).isEqualTo(Outcome.DUPLICATE);
        assertThat(process("b")).isEqualTo(Outcome.PROCESSED);
        assertThat(this.done).hasValue(2);
    }

    @Test
    void runsFailedWorkAgain() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> this.inbox.process("a", () -> {
                    throw new AssertionError("failure");
                }));
        assertThat(process("a")).isEqualTo(Outcome.PROCESSED);
        assertThat(process("a")).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void reportsWorkInProgress() {
        AtomicReference<Outcome> meanwhile = new AtomicReference<>();
        this.inbox.process("a", () -> meanwhile.set(process("a")));
        assertThat(meanwhile).hasValue(Outcome.IN_PROGRESS);
        assertThat(this.done).hasValue(0);
    }

    @Test
    void keepsKeysForADay() {
        process("a");
        this.clock.advance(Duration.ofHours(24));
        assertThat(process("a")).isEqualTo(Outcome.DUPLICATE);
        this.clock.advance(Duration.ofSeconds(1));
        assertThat(process("a")).isEqualTo(Outcome.PROCESSED);
    }

    @Test
    void keepsAHundredThousandKeys() {
        for (int i = 0; i < 100_000; i++) {
            process("key" + i);
        }
        assertThat(process("key0")).isEqualTo(Outcome.PROCESSED);
        assertThat(process("key99999")).isEqualTo(Outcome.DUPLICATE);
        assertThat(process("key50000")).isEqualTo(Outcome.DUPLICATE);
    }
}
