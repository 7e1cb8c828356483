/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Runs a task once, at the earliest of the times for which it is scheduled. Threads that schedule a later time do not lock.
 */
public final class OneShotTimer {

    /** A timer that is late by more than this has been lost, together with the scheduler that it was set on. */
    private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clock;

    private final Runnable task;

    private volatile @Nullable Timer pending;

    /**
     * Create a timer that is not scheduled.
     *
     * @param task run on a thread of {@link Schedulers#parallel()}; must not block
     */
    public OneShotTimer(LongSupplier clock, Runnable task) {
        this.clock = clock;
        this.task = task;
    }

    /**
     * Schedule the task, unless it is already scheduled for an earlier time.
     *
     * @param at time in nanoseconds of the clock; the task runs immediately if it has passed
     */
    public void schedule(long at) {
        Timer current = this.pending;
        if (current == null || !current.firesBy(at)) {
            replace(at);
        }
    }

    /** Cancel the scheduled run of the task, if there is one. A run that has started continues. */
    public synchronized void cancel() {
        Timer current = this.pending;
        if (current != null) {
            this.pending = null;
            current.dispose();
        }
    }

    private synchronized void replace(long at) {
        Timer current = this.pending;
        if (current != null) {
            if (current.firesBy(at)) {
                return;
            }
            current.dispose();
        }
        Timer next = new Timer(at);
        this.pending = next;
        next.start();
    }

    private void fire(Timer timer) {
        synchronized (this) {
            // A timer that was replaced just before. Disposing it may have interrupted this thread.
            if (this.pending != timer) {
                return;
            }
            // Before the task runs: whatever is scheduled from now on needs another timer.
            this.pending = null;
        }
        this.task.run();
    }

    private final class Timer {

        private final long at;

        private @Nullable Disposable scheduled;

        Timer(long at) {
            this.at = at;
        }

        void start() {
            long delay = Math.max(this.at - OneShotTimer.this.clock.getAsLong(), 0);
            this.scheduled = Schedulers.parallel().schedule(() -> fire(this), delay, TimeUnit.NANOSECONDS);
        }

        boolean firesBy(long time) {
            return this.at - time <= 0 && OneShotTimer.this.clock.getAsLong() - this.at <= LOST_AFTER;
        }

        void dispose() {
            if (this.scheduled != null) {
                this.scheduled.dispose();
            }
        }
    }
}
