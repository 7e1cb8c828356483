/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The system clock. All emulators of a JVM share its threads, which terminate when they are idle.
 */
final class SystemClock implements EmulatorClock {

    static final SystemClock INSTANCE = new SystemClock();

    // A step may draw a picture. The second thread keeps other predictions from waiting for it.
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor executor;

    private SystemClock() {
        AtomicInteger count = new AtomicInteger();
        this.executor = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "replicate-emulator-clock-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.executor.setRemoveOnCancelPolicy(true);
        this.executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        this.executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Timer schedule(Runnable task, Duration delay) {
        ScheduledFuture<?> future = this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void advance(Duration time) {
        throw new IllegalStateException("The system clock cannot be advanced:"
                + " start the emulator with .clock(EmulatorClock.manual()) to control the time");
    }
}
