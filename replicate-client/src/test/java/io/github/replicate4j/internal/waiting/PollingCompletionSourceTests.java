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

package io.github.replicate4j.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.polling.PollScope;
import io.github.replicate4j.internal.polling.PollSource;
import io.github.replicate4j.internal.polling.SharedPolling;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionUrls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** When Replicate is asked for one that is alone, in virtual time. */
class PollingCompletionSourceTests {

    private final List<Long> asked = new ArrayList<>();

    private static Prediction prediction(String status) {
        return new Prediction(
                "abc",
                null,
                null,
                null,
                status,
                Map.of(),
                null,
                null,
                "",
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                new PredictionUrls(null, null, null, null),
                Map.of());
    }

    private static ErrorResponse answer(int status) {
        return new ErrorResponse("predictions.get", status, new HttpHeaders(), "", Problem.NONE);
    }

    private static CompletionSource<Prediction> watch(Function<String, Mono<Prediction>> get, Duration pollInterval) {
        SharedPolling<Prediction> polling =
                new PollScope(Integer.MAX_VALUE).polling(new PollSource<>("Prediction", Prediction.class, get, null));
        return new PollingCompletionSource<>(polling, pollInterval);
    }

    /** Watches for a time, and returns the intervals between the questions. */
    private List<Long> intervals(Prediction latest, Duration time, IntFunction<Mono<Prediction>> answers) {
        this.asked.clear();
        StepVerifier.withVirtualTime(() -> {
                    this.asked.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
                    CompletionSource<Prediction> watch = watch(
                            id -> Mono.defer(() -> {
                                this.asked.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
                                return answers.apply(this.asked.size() - 1);
                            }),
                            Duration.ofMillis(500));
                    return watch.watch("abc", latest).then();
                })
                .expectSubscription()
                .thenAwait(time)
                .thenCancel()
                .verify();
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < this.asked.size(); i++) {
            intervals.add(this.asked.get(i) - this.asked.get(i - 1));
        }
        return intervals;
    }

    private static void assertUpToAFifthLater(long actual, double promised) {
        assertThat((double) actual).isBetween(promised - 1, promised * 1.2 + 1);
    }

    @RepeatedTest(10)
    void firstSoonThenEverLessOften() {
        List<Long> intervals = intervals(
                prediction("processing"), Duration.ofMinutes(2), count -> Mono.just(prediction("processing")));
        double expected = 500;
        for (long interval : intervals) {
            assertUpToAFifthLater(interval, expected);
            expected = Math.min(expected * 1.5, 5000);
        }
        assertThat(intervals).hasSizeBetween(20, 35);
    }

    @Test
    void aChangeMakesItSoonAgain() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofMinutes(1),
                count -> Mono.just(prediction(count < 8 ? "starting" : "processing")));
        assertUpToAFifthLater(intervals.get(7), 5000);
        assertUpToAFifthLater(intervals.get(8), 500);
    }

    @Test
    void whatIsNotKnownYetIsAskedForAtOnce() {
        assertThat(intervals(null, Duration.ofSeconds(3), count -> Mono.just(prediction("starting")))
                        .get(0))
                .isZero();
    }

    @Test
    void whatHasEndedIsNotAskedFor() {
        StepVerifier.create(watch(id -> Mono.error(new AssertionError()), Duration.ofMillis(1))
                        .watch("abc", prediction("canceled")))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void faultsThatPassWidenTheInterval() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofSeconds(10),
                count -> Mono.error(new InternalServerException("x", answer(503))));
        assertUpToAFifthLater(intervals.get(0), 500);
        assertUpToAFifthLater(intervals.get(1), 750);
        assertUpToAFifthLater(intervals.get(2), 1125);
    }

    @Test
    void aRateLimitIsHeeded() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofMinutes(10),
                count -> count == 1
                        ? Mono.error(new RateLimitException("x", answer(429), Duration.ofMinutes(2)))
                        : Mono.just(prediction("starting")));
        assertThat(intervals.get(1)).isEqualTo(120_000);
        assertThat(intervals.get(2)).isLessThan(2000);
    }

    @Test
    void aPredictionThatIsNotKnownEverywhereYetIsAskedForTwiceMore() {
        intervals(prediction("starting"), Duration.ofSeconds(30), count -> switch (count) {
            case 1, 2, 4, 5 -> Mono.error(new NotFoundException("x", answer(404)));
            default -> Mono.just(prediction(count < 6 ? "starting" : "succeeded"));
        });
        assertThat(this.asked).hasSize(7);
    }

    static Stream<ReplicateException> doubts() {
        return Stream.of(
                new NotFoundException("x", answer(404)),
                new ApiResponseValidationException("x", null, "predictions.get", 200, new HttpHeaders(), "<html>"));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void twoAnswersInARowThatMakeNoSenseAreSurvived(ReplicateException doubt) {
        intervals(prediction("starting"), Duration.ofMinutes(1), count -> switch (count) {
            case 1, 2, 4, 5 -> Mono.error(doubt);
            default -> Mono.just(prediction(count < 6 ? "starting" : "succeeded"));
        });
        assertThat(this.asked).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void theThirdInARowEndsTheWatch(ReplicateException doubt) {
        AtomicInteger asked = new AtomicInteger();
        CompletionSource<Prediction> watch = watch(
                id -> {
                    asked.incrementAndGet();
                    return Mono.error(doubt);
                },
                Duration.ofMillis(1));
        StepVerifier.create(watch.watch("abc", prediction("starting")))
                .expectNextCount(1)
                .verifyErrorMatches(doubt::equals);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatDoesNotPassEndsTheWatch() {
        CompletionSource<Prediction> watch =
                watch(id -> Mono.error(new AuthenticationException("x", answer(401))), Duration.ofMillis(1));
        StepVerifier.create(watch.watch("abc", prediction("starting")))
                .expectNextCount(1)
                .verifyError(AuthenticationException.class);
    }

    @Test
    void aLongWatchDoesNotGrow() {
        int[] left = {100_000};
        CompletionSource<Prediction> watch = watch(
                id -> Mono.fromSupplier(() -> prediction(left[0]-- > 0 ? "starting" : "succeeded")),
                Duration.ofNanos(1));
        StepVerifier.create(watch.watch("abc", null).last())
                .assertNext(last -> assertThat(last.succeeded()).isTrue())
                .verifyComplete();
    }
}
