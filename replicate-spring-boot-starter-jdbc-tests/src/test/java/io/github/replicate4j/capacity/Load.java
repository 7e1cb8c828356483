/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.capacity;

import java.time.Duration;

/**
 * Predictions at a constant rate.
 *
 * @param perDay number of predictions in 24 hours
 * @param duration time from the create to the completion of each
 */
record Load(int perDay, Duration duration) {

    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    double perSecond() {
        return this.perDay / SECONDS_PER_DAY;
    }

    double perMinute() {
        return 60 * perSecond();
    }

    /** Little's law. */
    double inFlight() {
        return perSecond() * this.duration.toMillis() / 1_000;
    }

    /** Return how many creates a token bucket admits that is full at the beginning. */
    double admitted(int limitPerMinute, Duration time) {
        double minutes = time.toMillis() / 60_000.0;
        return Math.min(perMinute() * minutes, limitPerMinute * (1 + minutes));
    }

    /** Return when the first create is rejected. */
    Duration untilRejection(int limitPerMinute) {
        return Duration.ofMillis((long) (60_000 * limitPerMinute / (perMinute() - limitPerMinute)));
    }
}
