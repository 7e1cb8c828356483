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
