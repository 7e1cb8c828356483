/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Nanoseconds by a clock that tests can advance, like {@link System#nanoTime()}: if the clock is set back, time continues from
 * where it was.
 */
final class MonotonicTime implements LongSupplier {

    private final Clock clock;

    private Instant last;

    private long nanos;

    MonotonicTime(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public synchronized long getAsLong() {
        Instant now = this.clock.instant();
        if (now.isAfter(this.last)) {
            this.nanos += Duration.between(this.last, now).toNanos();
        }
        this.last = now;
        return this.nanos;
    }
}
