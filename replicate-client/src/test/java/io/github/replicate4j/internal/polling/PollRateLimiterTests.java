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

    private static RateLimitException limit(@Nullable Duration retryAfter) {
        ErrorResponse answer = new ErrorResponse("predictions.get", 429, new HttpHeaders(), "", Problem.NONE);
        return new RateLimitException("x", answer, retryAfter);
    }

    /** Asks as soon as it may each time, from a time on. */
    private static List<Long> places(PollRateLimiter budget, long from, int count) {
        List<Long> places = new ArrayList<>();
        long now = from;
        for (int i = 0; i < count; i++) {
            now = budget.reserve(now);
            places.add(now);
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 29, 30, 31, 100, 600, 3_000, 100_000})
    void noMinuteHasMoreThanThatHoweverOneAsks(int most) {
        PollRateLimiter budget = new PollRateLimiter(most);
        List<Long> places = places(budget, 0, 2 * most + 10);
        places.addAll(places(budget, places.get(places.size() - 1) + 7 * SECOND, most));
        for (int i = most; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - most)).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Test
    void nearlyAllOfThemCanBeHad() {
        assertThat(places(new PollRateLimiter(3_000), 0, 28_900))
                .last()
                .satisfies(last -> assertThat(last).isLessThan(10 * MINUTE));
    }

    @Test
    void oneThatIsAloneNeverWaits() {
        PollRateLimiter budget = new PollRateLimiter(3_000);
        for (long now = 0; now < MINUTE; now += SECOND / 2) {
            assertThat(budget.reserve(now)).isEqualTo(now);
        }
    }

    @Test
    void severalComeToTheirTurnInTurn() {
        PollRateLimiter budget = new PollRateLimiter(1);
        budget.reserve(0);
        PollPermit one = new PollPermit(budget);
        PollPermit other = new PollPermit(budget);
        assertThat(one.take(0)).isFalse();
        assertThat(other.take(0)).isFalse();
        assertThat(one.take(MINUTE)).isTrue();
        assertThat(one.take(MINUTE)).isFalse();
        assertThat(other.take(2 * MINUTE)).isTrue();
        assertThat(one.take(3 * MINUTE)).isTrue();
    }

    @Test
    void aLimitPausesAllAlsoThoseWhoHaveAPlaceAlready() {
        PollRateLimiter budget = new PollRateLimiter(30);
        budget.reserve(0);
        PollPermit turn = new PollPermit(budget);
        assertThat(turn.take(0)).isFalse();
        budget.heed(limit(Duration.ofSeconds(10)), SECOND);
        assertThat(turn.take(11 * SECOND - 1)).isFalse();
        assertThat(turn.take(11 * SECOND)).isTrue();
    }

    @Test
    void afterAPauseNotAllComeAtOnce() {
        PollRateLimiter budget = new PollRateLimiter(3_000);
        budget.heed(limit(Duration.ofSeconds(10)), 0);
        assertThat(places(budget, 0, 3)).first().isEqualTo(10 * SECOND);
        assertThat(places(budget, 0, 1).get(0)).isGreaterThan(10 * SECOND);
    }

    @Test
    void aLimitThatSaysNotHowLongPausesForASecond() {
        PollRateLimiter budget = new PollRateLimiter(3_000);
        budget.heed(limit(null), 0);
        assertThat(budget.reserve(0)).isEqualTo(SECOND);
    }

    @Test
    void otherFailuresPauseNothing() {
        PollRateLimiter budget = new PollRateLimiter(3_000);
        budget.heed(new IllegalStateException(), 0);
        assertThat(budget.reserve(0)).isZero();
    }
}
