/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTests {

    private final BodyMemory memory = new BodyMemory(100);

    private BodyMemory.Reservation reserve(String sender) {
        return this.memory.new Reservation(sender, () -> {});
    }

    @Test
    void forgetsSendersWithoutIncompleteBodies() {
        BodyMemory.Reservation first = reserve("first");
        BodyMemory.Reservation second = reserve("second");
        assertThat(first.tryGrowTo(50)).isTrue();
        assertThat(second.tryGrowTo(50)).isTrue();
        assertThat(this.memory.senders()).isEqualTo(2);
        assertThat(first.complete()).isTrue();
        assertThat(second.complete()).isTrue();
        BodyMemory.Reservation refused = reserve("refused");
        assertThat(refused.tryGrowTo(1)).isFalse();
        refused.release();
        assertThat(this.memory.senders()).isZero();
        first.release();
        second.release();
        assertThat(this.memory.usedBytes()).isZero();
    }
}
