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

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.error.RateLimitException;
import java.time.Duration;

/**
 * How often Replicate may be asked in all: so often in any minute and no more, evenly but for a few at once after a rest.
 * Times are in nanoseconds, none before zero.
 */
final class PollRateLimiter {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Where it does not say how long. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Between two that are asked one after the other. */
    private final long interval;

    /** As long as the interval for each that may be asked at once. */
    private final long rest;

    /** When as many as possible may be asked at once again. */
    private long rested;

    private long pausedUntil;

    PollRateLimiter(int mostPerMinute) {
        int atOnce = Math.max(1, mostPerMinute / 30);
        // A few less, for what is asked a little later than it might have been.
        int evenly = Math.max(1, mostPerMinute - atOnce - atOnce / 10);
        this.interval = MINUTE / evenly;
        this.rest = (atOnce - 1) * this.interval;
    }

    /**
     * Takes the next place. First come, first served.
     *
     * @return when to ask: now or later
     */
    synchronized long reserve(long now) {
        long at = Math.max(now, Math.max(this.pausedUntil, this.rested - this.rest));
        this.rested = Math.max(this.rested, at) + this.interval;
        return at;
    }

    /** When Replicate says that it is asked too often, nobody asks until the time it names, and not all at once then. */
    synchronized void heed(Throwable failure, long now) {
        if (!(failure instanceof RateLimitException limited)) {
            return;
        }
        Duration pause = limited.retryAfter() == null ? PAUSE : limited.retryAfter();
        long until = now + pause.toNanos();
        if (until > this.pausedUntil) {
            this.pausedUntil = until;
            this.rested = Math.max(this.rested, until + this.rest);
        }
    }

    /** Whether a place that was taken before a pause is lost to it. */
    synchronized boolean lost(long place) {
        return place < this.pausedUntil;
    }
}
