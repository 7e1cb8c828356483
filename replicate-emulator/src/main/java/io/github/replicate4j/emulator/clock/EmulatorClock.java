/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The clock of an emulator: the system clock, or a clock that a test advances manually.
 *
 * <p>The clock determines everything that happens to a prediction: timestamps, the steps of its script, {@code Prefer: wait},
 * {@code Cancel-After}, the limit of 30 minutes, the removal of data an hour after completion, the expiry of files, the idle
 * time before a deployment can be deleted, the rate limits, and the timestamps, intervals and retries of webhooks. The delay of
 * a {@link io.github.replicate4j.emulator.fault.Fault Fault} is an exception: it takes real time.
 *
 * @since 0.1.0
 */
public interface EmulatorClock {

    /**
     * Return the current time of this clock.
     *
     * @return the time
     */
    Instant now();

    /**
     * Schedule a task.
     *
     * @param task the task, which must not throw
     * @param delay the delay; zero or negative means as soon as possible, but never within this call
     * @return a handle to cancel the task
     */
    Timer schedule(Runnable task, Duration delay);

    /**
     * Advance a manual clock, and run all tasks that are due up to the new time in order, on the calling thread. Each task sees
     * the time for which it was scheduled. {@link Duration#ZERO} runs the tasks that are due now.
     *
     * <p>Before the time changes, and before it returns, this method waits for the responses to all webhooks in flight, so that
     * receivers have been notified of everything that happened. It waits at most five seconds of real time for a receiver.
     *
     * @param time the duration; not negative
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if this is the system clock
     */
    void advance(Duration time);

    /**
     * Stop a manual clock from advancing until a future completes, or until five seconds of real time have passed. The system
     * clock ignores it.
     *
     * @param done the future
     */
    default void holdUntil(CompletableFuture<?> done) {}

    /**
     * Return the system clock.
     *
     * @return the clock, which is always the same
     */
    static EmulatorClock system() {
        return SystemClock.INSTANCE;
    }

    /**
     * Create a manual clock that starts at the current time. It does not move until {@link #advance(Duration)} is called.
     *
     * @return the clock
     */
    static EmulatorClock manual() {
        return manual(Instant.now());
    }

    /**
     * Create a manual clock. It does not move until {@link #advance(Duration)} is called.
     *
     * @param start the time at which it starts
     * @return the clock
     */
    static EmulatorClock manual(Instant start) {
        return new ManualClock(start);
    }

    /**
     * A scheduled task.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    interface Timer {

        /**
         * Cancel the task. This has no effect if the task is running or has run.
         */
        void cancel();
    }
}
