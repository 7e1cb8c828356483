/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.definition.AdvanceReader;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and advances the clock.
 */
final class ClockControl {

    private final EmulatorClock clock;

    ClockControl(EmulatorClock clock) {
        this.clock = clock;
    }

    ApiResponse get() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", Timestamps.of(this.clock.now()));
        json.put("manual", this.clock != EmulatorClock.system());
        return ApiResponse.json(200, json);
    }

    ApiResponse advance(ReceivedRequest request) {
        Duration time = AdvanceReader.read(request.body());
        if (this.clock == EmulatorClock.system()) {
            return ApiResponse.problem(
                    409,
                    "The clock is not manual",
                    "The emulator uses the system clock, which cannot be advanced: start the emulator with"
                            + " --clock=manual, or with .clock(EmulatorClock.manual()) of the builder");
        }
        this.clock.advance(time);
        return get();
    }
}
