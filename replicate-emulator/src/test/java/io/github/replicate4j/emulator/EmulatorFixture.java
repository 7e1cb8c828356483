/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests with an emulator whose clock is manual, and with clients for both of its APIs.
 */
public abstract class EmulatorFixture {

    protected ReplicateEmulator emulator;

    protected TestApi api;

    protected TestControl control;

    @BeforeEach
    final void start() {
        this.emulator = ReplicateEmulator.builder().clock(clock()).start();
        this.api = new TestApi(this.emulator);
        this.control = new TestControl(this.emulator);
    }

    protected EmulatorClock clock() {
        return EmulatorClock.manual();
    }

    @AfterEach
    final void stop() {
        this.emulator.close();
    }
}
