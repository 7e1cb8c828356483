/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts requests as Replicate does, in two token buckets: one for creating predictions, one for all other operations.
 */
public final class RateLimiter {

    private final EmulatorClock clock;

    private final Bucket creates;

    private final Bucket others;

    public RateLimiter(EmulatorClock clock, int createsPerMinute, int othersPerMinute) {
        this.clock = clock;
        this.creates = new Bucket(createsPerMinute, clock.now());
        this.others = new Bucket(othersPerMinute, clock.now());
    }

    public Allowance take(Operation operation) {
        return (operation.createsPrediction() ? this.creates : this.others).take(this.clock.now());
    }

    public void reset() {
        this.creates.fill();
        this.others.fill();
    }

    /** The state of the limit after a request. */
    record Allowance(boolean exceeded, int remaining, long resetSeconds, long retrySeconds) {}

    private static final class Bucket {

        private final int capacity;

        private double tokens;

        private Instant updatedAt;

        Bucket(int capacity, Instant now) {
            this.capacity = capacity;
            this.tokens = capacity;
            this.updatedAt = now;
        }

        synchronized Allowance take(Instant now) {
            double perSecond = this.capacity / 60.0;
            double elapsed = Math.max(0, Duration.between(this.updatedAt, now).toNanos() / 1e9);
            this.tokens = Math.min(this.capacity, this.tokens + elapsed * perSecond);
            this.updatedAt = now;
            // The tolerance compensates for rounding errors.
            boolean exceeded = this.tokens < 1 - 1e-9;
            if (!exceeded) {
                this.tokens = Math.max(0, this.tokens - 1);
            }
            return new Allowance(
                    exceeded,
                    (int) this.tokens,
                    secondsUntil(this.capacity - this.tokens, perSecond),
                    secondsUntil(1 - this.tokens, perSecond));
        }

        synchronized void fill() {
            this.tokens = this.capacity;
        }

        private static long secondsUntil(double missing, double perSecond) {
            return Math.max(1, (long) Math.ceil(missing / perSecond));
        }
    }
}
