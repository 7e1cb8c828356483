/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * Gives tests of other packages access to the internals of manual clocks.
 */
public final class TestClocks {

    private TestClocks() {}

    /**
     * Create a manual clock.
     *
     * @param maxHold how long a future may stop the clock, in real time
     */
    public static EmulatorClock manual(Instant start, Duration maxHold) {
        return new ManualClock(start, maxHold);
    }

    /**
     * Return the number of scheduled tasks of a manual clock.
     */
    public static int scheduledTasks(EmulatorClock clock) {
        return ((ManualClock) clock).scheduledTasks();
    }
}
