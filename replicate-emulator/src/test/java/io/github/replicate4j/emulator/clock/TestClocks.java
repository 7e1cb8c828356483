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
