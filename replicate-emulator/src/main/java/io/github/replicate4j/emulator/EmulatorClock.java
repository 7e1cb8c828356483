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

package io.github.replicate4j.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The time an emulator lives in: that of the machine, or one that a test moves on by hand.
 *
 * <p>Everything that happens to a prediction goes by this clock: time stamps, the steps of its script, {@code Prefer:
 * wait}, {@code Cancel-After}, the limit of 30 minutes, the removal of data an hour after the end, the expiry of files,
 * the rest a deployment needs before it can be deleted, the rate limits, and the webhooks with their time stamps, pauses and
 * repeated attempts. A {@linkplain Fault#delay(Duration) delay}
 * of a faulty answer does not: it takes real time.
 */
public interface EmulatorClock {

    /**
     * Returns the current time of this clock.
     *
     * @return the time
     */
    Instant now();

    /**
     * Has a task run later.
     *
     * @param task what to run; it must not throw
     * @param delay the time until then; zero or negative means as soon as possible, but never within this call
     * @return a handle with which to call it off
     */
    Timer schedule(Runnable task, Duration delay);

    /**
     * Moves a manual clock on, and runs on the calling thread all that is due up to the new time, in order. Tasks that
     * fall due in between see the time for which they were planned. {@link Duration#ZERO} runs what is due now.
     *
     * <p>Before the time changes, and before this returns, webhooks that are on their way have been answered: a receiver has
     * been told of all that happened. For one that does not answer within five seconds of real time nothing waits any longer.
     *
     * @param time how far to move on; not negative
     * @throws IllegalArgumentException if the time is negative
     * @throws IllegalStateException if this clock moves on by itself
     */
    void advance(Duration time);

    /**
     * Has a clock that is moved by hand stand still until something is done that goes on elsewhere, or five seconds of real
     * time are over. A clock that moves by itself does nothing.
     *
     * @param done completes when it is done
     */
    default void holdUntil(CompletableFuture<?> done) {}

    /**
     * Returns the clock of the machine.
     *
     * @return the clock, always the same
     */
    static EmulatorClock system() {
        return SystemClock.INSTANCE;
    }

    /**
     * Returns a new clock that stands still until {@link #advance(Duration)} moves it on. It starts at the present.
     *
     * @return the clock
     */
    static EmulatorClock manual() {
        return manual(Instant.now());
    }

    /**
     * Returns a new clock that stands still until {@link #advance(Duration)} moves it on.
     *
     * @param start the time at which it starts
     * @return the clock
     */
    static EmulatorClock manual(Instant start) {
        return new ManualClock(start);
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {

        /** Calls the task off. Does nothing if it has run already, or is running. */
        void cancel();
    }
}
