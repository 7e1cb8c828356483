/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class PollRateLimiterTests {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static RateLimitException rateLimit(@Nullable Duration retryAfter) {
        ErrorResponse response = new ErrorResponse("predictions.get", 429, new HttpHeaders(), "", Problem.NONE);
        return new RateLimitException("x", response, retryAfter);
    }

    /** Reserve slots one after the other, each at the time of the previous one. */
    private static List<Long> slots(PollRateLimiter limiter, long from, int count) {
        List<Long> slots = new ArrayList<>();
        long now = from;
        for (int i = 0; i < count; i++) {
            now = limiter.reserve(now);
            slots.add(now);
        }
        return slots;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 29, 30, 31, 100, 600, 3_000, 100_000})
    void neverExceedsLimitInAnyMinute(int maxPollsPerMinute) {
        PollRateLimiter limiter = new PollRateLimiter(maxPollsPerMinute, Duration.ofMinutes(1));
        List<Long> slots = slots(limiter, 0, 2 * maxPollsPerMinute + 10);
        slots.addAll(slots(limiter, slots.get(slots.size() - 1) + 7 * SECOND, maxPollsPerMinute));
        for (int i = maxPollsPerMinute; i < slots.size(); i++) {
            assertThat(slots.get(i) - slots.get(i - maxPollsPerMinute)).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Test
    void allowsNearlyTheFullLimit() {
        assertThat(slots(new PollRateLimiter(3_000, Duration.ofMinutes(1)), 0, 28_900))
                .last()
                .satisfies(last -> assertThat(last).isLessThan(10 * MINUTE));
    }

    @Test
    void slowPollerNeverWaits() {
        PollRateLimiter limiter = new PollRateLimiter(3_000, Duration.ofMinutes(1));
        for (long now = 0; now < MINUTE; now += SECOND / 2) {
            assertThat(limiter.reserve(now)).isEqualTo(now);
        }
    }

    @Test
    void pollersTakeTurns() {
        PollRateLimiter limiter = new PollRateLimiter(1, Duration.ofMinutes(1));
        limiter.reserve(0);
        PollRateLimiter.Permit one = limiter.permit();
        PollRateLimiter.Permit other = limiter.permit();
        assertThat(one.tryAcquire(0)).isFalse();
        assertThat(other.tryAcquire(0)).isFalse();
        assertThat(one.tryAcquire(MINUTE)).isTrue();
        assertThat(one.tryAcquire(MINUTE)).isFalse();
        assertThat(other.tryAcquire(2 * MINUTE)).isTrue();
        assertThat(one.tryAcquire(3 * MINUTE)).isTrue();
    }

    @Test
    void rateLimitVoidsReservedSlots() {
        PollRateLimiter limiter = new PollRateLimiter(30, Duration.ofMinutes(1));
        limiter.reserve(0);
        PollRateLimiter.Permit permit = limiter.permit();
        assertThat(permit.tryAcquire(0)).isFalse();
        limiter.pauseIfRateLimited(rateLimit(Duration.ofSeconds(10)), SECOND);
        assertThat(permit.tryAcquire(11 * SECOND - 1)).isFalse();
        assertThat(permit.tryAcquire(11 * SECOND)).isTrue();
    }

    @Test
    void doesNotBurstAfterPause() {
        PollRateLimiter limiter = new PollRateLimiter(3_000, Duration.ofMinutes(1));
        limiter.pauseIfRateLimited(rateLimit(Duration.ofSeconds(10)), 0);
        assertThat(slots(limiter, 0, 3)).first().isEqualTo(10 * SECOND);
        assertThat(slots(limiter, 0, 1).get(0)).isGreaterThan(10 * SECOND);
    }

    @Test
    void pausesForTheMaximumAtMost() {
        PollRateLimiter limiter = new PollRateLimiter(3_000, Duration.ofSeconds(10));
        limiter.pauseIfRateLimited(rateLimit(Duration.ofHours(1)), 0);
        assertThat(limiter.isPaused(10 * SECOND - 1)).isTrue();
        assertThat(limiter.isPaused(10 * SECOND)).isFalse();
        assertThat(slots(limiter, 0, 1)).containsExactly(10 * SECOND);
    }

    @Test
    void rateLimitWithoutRetryAfterPausesForOneSecond() {
        PollRateLimiter limiter = new PollRateLimiter(3_000, Duration.ofMinutes(1));
        limiter.pauseIfRateLimited(rateLimit(null), 0);
        assertThat(limiter.reserve(0)).isEqualTo(SECOND);
    }

    @Test
    void otherFailuresDoNotPause() {
        PollRateLimiter limiter = new PollRateLimiter(3_000, Duration.ofMinutes(1));
        limiter.pauseIfRateLimited(new IllegalStateException(), 0);
        assertThat(limiter.reserve(0)).isZero();
    }
}
