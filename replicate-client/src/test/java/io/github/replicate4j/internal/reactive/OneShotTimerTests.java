/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.test.scheduler.VirtualTimeScheduler;

@Isolated("Changes the schedulers of Reactor")
class OneShotTimerTests {

    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    private final List<Long> runs = new ArrayList<>();

    private final OneShotTimer timer = new OneShotTimer(
            () -> this.time.now(TimeUnit.NANOSECONDS), () -> this.runs.add(this.time.now(TimeUnit.SECONDS)));

    @BeforeEach
    void useVirtualTime() {
        this.time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void useRealTime() {
        VirtualTimeScheduler.reset();
    }

    private void schedule(long seconds) {
        this.timer.schedule(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void runsOnceAtTheEarliestTime() {
        schedule(30);
        schedule(10);
        schedule(20);
        this.time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(this.runs).containsExactly(10L);
    }

    @Test
    void canBeScheduledAgain() {
        schedule(10);
        this.time.advanceTimeBy(Duration.ofSeconds(15));
        schedule(20);
        this.time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(this.runs).containsExactly(10L, 20L);
    }

    @Test
    void runsImmediatelyIfTheTimeHasPassed() {
        this.time.advanceTimeBy(Duration.ofSeconds(5));
        schedule(3);
        assertThat(this.runs).containsExactly(5L);
        schedule(10);
        this.time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(this.runs).containsExactly(5L, 10L);
    }

    @Test
    void cancelPreventsTheRun() {
        schedule(10);
        this.timer.cancel();
        this.timer.cancel();
        this.time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(this.runs).isEmpty();
        schedule(70);
        this.time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(this.runs).containsExactly(70L);
    }
}
