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

/**
 * Counts requests as Replicate does, in two buckets that fill up again steadily: one for creating predictions, one for
 * everything else.
 */
final class RateLimits {

    private final EmulatorClock clock;
    private final Bucket creates;
    private final Bucket others;

    RateLimits(EmulatorClock clock, int createsPerMinute, int othersPerMinute) {
        this.clock = clock;
        this.creates = new Bucket(createsPerMinute, clock.now());
        this.others = new Bucket(othersPerMinute, clock.now());
    }

    /** Counts a request. */
    Allowance take(Operation operation) {
        return (operation.createsPrediction() ? this.creates : this.others).take(this.clock.now());
    }

    void reset() {
        this.creates.fill();
        this.others.fill();
    }

    /**
     * What is left after a request.
     *
     * @param exceeded whether the request was one too many
     * @param remaining how many more may follow at once
     * @param resetSeconds when all that are allowed in a minute will be allowed again
     * @param retrySeconds when the next one will be allowed
     */
    record Allowance(boolean exceeded, int remaining, long resetSeconds, long retrySeconds) {}

    private static final class Bucket {

        private final int capacity;
        private double left;
        private Instant filledAt;

        Bucket(int capacity, Instant now) {
            this.capacity = capacity;
            this.left = capacity;
            this.filledAt = now;
        }

        synchronized Allowance take(Instant now) {
            double perSecond = this.capacity / 60.0;
            double passed = Math.max(0, Duration.between(this.filledAt, now).toNanos() / 1e9);
            this.left = Math.min(this.capacity, this.left + passed * perSecond);
            this.filledAt = now;
            // Less a hair, for the sums of fractions.
            boolean exceeded = this.left < 1 - 1e-9;
            if (!exceeded) {
                this.left = Math.max(0, this.left - 1);
            }
            return new Allowance(
                    exceeded,
                    (int) this.left,
                    secondsUntil(this.capacity - this.left, perSecond),
                    secondsUntil(1 - this.left, perSecond));
        }

        synchronized void fill() {
            this.left = this.capacity;
        }

        private static long secondsUntil(double missing, double perSecond) {
            return Math.max(1, (long) Math.ceil(missing / perSecond));
        }
    }
}
