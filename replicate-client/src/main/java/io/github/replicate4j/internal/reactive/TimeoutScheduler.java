/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Expires calls and streams that reach their timeout. Nearly none do, so one timer serves all of them: a timer for each
 * would wake a thread for every call and for every element of a stream.
 */
final class TimeoutScheduler {

    /** Shared by all clients. */
    static final TimeoutScheduler SHARED = new TimeoutScheduler(System::nanoTime);

    private final Set<Expirable> running = ConcurrentHashMap.newKeySet();

    private final LongSupplier clock;

    private final OneShotTimer timer;

    TimeoutScheduler(LongSupplier clock) {
        this.clock = clock;
        this.timer = new OneShotTimer(clock, this::expire);
    }

    /** A call or a stream with a timeout. */
    interface Expirable {

        /** Return when the timeout is reached. Later calls may return a later time, but never an earlier one. */
        long deadline();

        /** Fail with a timeout, unless there has been progress in the meantime. */
        boolean expire();
    }

    long now() {
        return this.clock.getAsLong();
    }

    void add(Expirable expirable) {
        this.running.add(expirable);
        this.timer.schedule(expirable.deadline());
    }

    void remove(Expirable expirable) {
        this.running.remove(expirable);
    }

    private void expire() {
        try {
            expireDue();
        } finally {
            // A subscriber that throws must not keep the others from their timeouts.
            scheduleNext();
        }
    }

    private void expireDue() {
        long now = now();
        for (Expirable expirable : this.running) {
            if (expirable.deadline() - now <= 0 && expirable.expire()) {
                this.running.remove(expirable);
            }
        }
    }

    private void scheduleNext() {
        boolean remaining = false;
        long earliest = 0;
        for (Expirable expirable : this.running) {
            long deadline = expirable.deadline();
            if (!remaining || deadline - earliest < 0) {
                remaining = true;
                earliest = deadline;
            }
        }
        if (remaining) {
            this.timer.schedule(earliest);
        }
    }
}
