/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.reactive;

import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/**
 * The clock of the scheduler on which timers run, virtual time included, but never going backwards: an adjustment of the
 * system clock must not delay a poll.
 */
public final class MonotonicClock {

    private long offset;

    private long last = Long.MIN_VALUE;

    /** Return the current time. */
    public synchronized long nanos() {
        long now = Schedulers.parallel().now(TimeUnit.NANOSECONDS) + this.offset;
        if (now < this.last) {
            this.offset += this.last - now;
            now = this.last;
        }
        this.last = now;
        return now;
    }
}
