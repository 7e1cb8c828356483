/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import io.github.replicate4j.error.RateLimitException;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many polls a client sends per minute with one API token, and pauses them when Replicate responds with 429. Polls
 * are spread evenly, except for a small burst after idle time. Times are in nanoseconds and never negative.
 */
final class PollRateLimiter {

    private static final Log logger = LogFactory.getLog(PollRateLimiter.class);

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Applies when the response does not state a delay. */
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

    private final Duration maxPause;

    /** Time between two polls that are sent one after the other. */
    private final long interval;

    /** How far a burst may run ahead of the even spread. */
    private final long burst;

    /** When a full burst is possible again. */
    private long fullBurstAt;

    private long pausedUntil;

    /** When the next pause is logged as a warning. */
    private long warnAt;

    PollRateLimiter(int maxPollsPerMinute, Duration maxPause) {
        this.maxPause = maxPause;
        int burstSize = Math.max(1, maxPollsPerMinute / 30);
        // Slightly below the limit, because polls may be sent a little later than their slots.
        int spread = Math.max(1, maxPollsPerMinute - burstSize - burstSize / 10);
        this.interval = MINUTE / spread;
        this.burst = (burstSize - 1) * this.interval;
    }

    /** Reserve the next slot. Slots are assigned in the order of the calls. */
    synchronized long reserve(long now) {
        long slot = Math.max(now, Math.max(this.pausedUntil, this.fullBurstAt - this.burst));
        this.fullBurstAt = Math.max(this.fullBurstAt, slot) + this.interval;
        return slot;
    }

    /** Pause all polls, without a burst afterwards, if the failure is a rate limit. Other failures are ignored. */
    synchronized void pauseIfRateLimited(Throwable failure, long now) {
        if (!(failure instanceof RateLimitException rateLimit)) {
            return;
        }
        Duration requested = rateLimit.retryAfter() == null ? DEFAULT_PAUSE : rateLimit.retryAfter();
        Duration pause = requested.compareTo(this.maxPause) > 0 ? this.maxPause : requested;
        long until = now + pause.toNanos();
        if (until > this.pausedUntil) {
            this.pausedUntil = until;
            this.fullBurstAt = Math.max(this.fullBurstAt, until + this.burst);
            logPause(pause, requested, now);
        }
    }

    private void logPause(Duration pause, Duration requested, long now) {
        String message = "Replicate limits the rate of polls (429): polls with this API token pause for "
                + pause.toMillis() + " ms"
                + (pause.equals(requested)
                        ? ""
                        : ", although Replicate requested " + requested.toMillis()
                                + " ms (replicate.retry.max-server-delay)");
        if (now < this.warnAt) {
            logger.debug(message);
        } else {
            logger.warn(message);
            this.warnAt = Math.max(now + MINUTE, this.pausedUntil);
        }
    }

    synchronized boolean isPaused(long now) {
        return now < this.pausedUntil;
    }

    /** Return whether a slot was reserved before a pause that covers it. */
    private synchronized boolean isVoid(long slot) {
        return slot < this.pausedUntil;
    }

    /** Create the permit of one of several pollers that share this limiter. */
    Permit permit() {
        return new Permit();
    }

    /** Keeps the next slot of a poller until it is used, so that each poller gets its turn. Not safe for concurrent use. */
    final class Permit {

        private @Nullable Long slot;

        /** Return whether a poll may be sent now, and if so, use up the slot. */
        boolean tryAcquire(long now) {
            if (this.slot == null || isVoid(this.slot)) {
                this.slot = reserve(now);
            }
            if (this.slot > now) {
                return false;
            }
            this.slot = null;
            return true;
        }

        /** Return when a poll that is due at the given time can be sent at the earliest. */
        long earliest(long dueAt) {
            return this.slot == null ? dueAt : Math.max(dueAt, this.slot);
        }
    }
}
