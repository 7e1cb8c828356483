/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import java.time.Duration;
import java.time.Instant;

/** The system clock with shorter pauses in the scripts of models, so that tests wait less. Timeouts take their full time. */
final class ShortPauseClock implements EmulatorClock {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

    private static final int FACTOR = 10;

    private final EmulatorClock system = EmulatorClock.system();

    @Override
    public Instant now() {
        return this.system.now();
    }

    @Override
    public Timer schedule(Runnable task, Duration delay) {
        boolean pause = delay.compareTo(SHORTEST_TIMEOUT) < 0;
        return this.system.schedule(task, pause ? delay.dividedBy(FACTOR) : delay);
    }

    @Override
    public void advance(Duration time) {
        this.system.advance(time);
    }
}
