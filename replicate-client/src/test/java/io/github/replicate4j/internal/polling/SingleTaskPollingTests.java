/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionUrls;
import io.github.replicate4j.testing.Stress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Polling of one task by single requests, mostly in virtual time. */
@Isolated("Changes the schedulers of Reactor")
class SingleTaskPollingTests {

    private final List<Long> pollTimes = new ArrayList<>();

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
                new PredictionUrls(null, null, null, null, Map.of()),
                Map.of());
    }

    private static ErrorResponse response(int status) {
        return new ErrorResponse("predictions.get", status, new HttpHeaders(), "", Problem.NONE);
    }

    private static Flux<Prediction> watch(
            Function<String, Mono<Prediction>> get, Duration pollInterval, @Nullable Prediction latest) {
        SharedPolling<Prediction> polling = new PollScope(Integer.MAX_VALUE, Duration.ofMinutes(10))
                .polling(new PollSource<>("Prediction", Prediction.class, get, null));
        return polling.watch("abc", latest, Awaited.EVERY_STATE, FirstPoll.AFTER_INTERVAL, () -> pollInterval);
    }

    /** Poll for the given time and return the intervals between the requests. */
    private List<Long> intervals(@Nullable Prediction latest, Duration time, IntFunction<Mono<Prediction>> responses) {
        this.pollTimes.clear();
        StepVerifier.withVirtualTime(() -> {
                    this.pollTimes.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
                    return watch(
                                    id -> Mono.defer(() -> {
                                        this.pollTimes.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
                                        return responses.apply(this.pollTimes.size() - 1);
                                    }),
                                    Duration.ofMillis(500),
                                    latest)
                            .then();
                })
                .expectSubscription()
                .thenAwait(time)
                .thenCancel()
                .verify();
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < this.pollTimes.size(); i++) {
            intervals.add(this.pollTimes.get(i) - this.pollTimes.get(i - 1));
        }
        return intervals;
    }

    private static void assertUpToOneFifthLater(long actual, double expected) {
        assertThat((double) actual).isBetween(expected - 1, expected * 1.2 + 1);
    }

    @RepeatedTest(10)
    void intervalGrowsTenfold() {
        List<Long> intervals = intervals(
                prediction("processing"), Duration.ofMinutes(2), count -> Mono.just(prediction("processing")));
        double expected = 500;
        for (long interval : intervals) {
            assertUpToOneFifthLater(interval, expected);
            expected = Math.min(expected * 1.5, 5000);
        }
        assertThat(intervals).hasSizeBetween(20, 35);
    }

    @Test
    void changeResetsInterval() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofMinutes(1),
                count -> Mono.just(prediction(count < 8 ? "starting" : "processing")));
        assertUpToOneFifthLater(intervals.get(7), 5000);
        assertUpToOneFifthLater(intervals.get(8), 500);
    }

    @Test
    void pollsImmediatelyWithoutKnownState() {
        assertThat(intervals(null, Duration.ofSeconds(3), count -> Mono.just(prediction("starting")))
                        .get(0))
                .isZero();
    }

    @Test
    void doesNotPollTerminalState() {
        StepVerifier.create(watch(id -> Mono.error(new AssertionError()), Duration.ofMillis(1), prediction("canceled")))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void temporaryFailuresGrowInterval() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofSeconds(10),
                count -> Mono.error(new InternalServerException("x", response(503))));
        assertUpToOneFifthLater(intervals.get(0), 500);
        assertUpToOneFifthLater(intervals.get(1), 750);
        assertUpToOneFifthLater(intervals.get(2), 1125);
    }

    @Test
    void rateLimitPausesPolling() {
        List<Long> intervals = intervals(
                prediction("starting"),
                Duration.ofMinutes(10),
                count -> count == 1
                        ? Mono.error(new RateLimitException("x", response(429), Duration.ofMinutes(2)))
                        : Mono.just(prediction("starting")));
        assertThat(intervals.get(1)).isEqualTo(120_000);
        assertThat(intervals.get(2)).isLessThan(2000);
    }

    @Test
    void toleratesTwoNotFoundResponsesInARow() {
        intervals(prediction("starting"), Duration.ofSeconds(30), count -> switch (count) {
            case 1, 2, 4, 5 -> Mono.error(new NotFoundException("x", response(404)));
            default -> Mono.just(prediction(count < 6 ? "starting" : "succeeded"));
        });
        assertThat(this.pollTimes).hasSize(7);
    }

    static Stream<ReplicateException> doubtfulFailures() {
        return Stream.of(
                new NotFoundException("x", response(404)),
                new ApiResponseValidationException("x", null, "predictions.get", 200, new HttpHeaders(), "<html>"));
    }

    @ParameterizedTest
    @MethodSource("doubtfulFailures")
    void toleratesTwoDoubtfulFailuresInARow(ReplicateException failure) {
        intervals(prediction("starting"), Duration.ofMinutes(1), count -> switch (count) {
            case 1, 2, 4, 5 -> Mono.error(failure);
            default -> Mono.just(prediction(count < 6 ? "starting" : "succeeded"));
        });
        assertThat(this.pollTimes).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("doubtfulFailures")
    void propagatesThirdDoubtfulFailureInARow(ReplicateException failure) {
        AtomicInteger polls = new AtomicInteger();
        Flux<Prediction> states = watch(
                id -> {
                    polls.incrementAndGet();
                    return Mono.error(failure);
                },
                Duration.ofMillis(1),
                prediction("starting"));
        StepVerifier.create(states).expectNextCount(1).verifyErrorMatches(failure::equals);
        assertThat(polls).hasValue(3);
    }

    @Test
    void propagatesPermanentFailure() {
        Flux<Prediction> states = watch(
                id -> Mono.error(new AuthenticationException("x", response(401))),
                Duration.ofMillis(1),
                prediction("starting"));
        StepVerifier.create(states).expectNextCount(1).verifyError(AuthenticationException.class);
    }

    @Test
    void pollsManyTimes() {
        int[] remaining = {Stress.times(10_000, 100_000)};
        Flux<Prediction> states = watch(
                id -> Mono.fromSupplier(() -> prediction(remaining[0]-- > 0 ? "starting" : "succeeded")),
                Duration.ofNanos(1),
                null);
        StepVerifier.create(states.last())
                .assertNext(last -> assertThat(last.succeeded()).isTrue())
                .verifyComplete();
    }
}
