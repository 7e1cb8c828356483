/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ErrorResponse;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.settings.RetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Isolated("Changes the schedulers of Reactor")
class RetryPolicyTests {

    private static final RetrySettings SETTINGS =
            new RetrySettings(6, Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(60));

    private static final ApiException CONNECTION_LOST = new ApiConnectionException("lost", null, "x", true);

    private static final ApiException NOT_SENT = new ApiConnectionException("unsent", null, "x", false);

    private static ErrorResponse response(int status, String... headers) {
        HttpHeaders all = new HttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.set(headers[i], headers[i + 1]);
        }
        return new ErrorResponse("x", status, all, "", Problem.NONE);
    }

    /** Delays in milliseconds between the attempts of a call that always fails. */
    private static List<Long> delays(RetrySettings settings, boolean idempotent, Throwable failure) {
        List<Long> times = new ArrayList<>();
        StepVerifier.withVirtualTime(() -> Mono.defer(() -> {
                            times.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
                            return Mono.error(failure);
                        })
                        .retryWhen(new RetryPolicy(settings, () -> idempotent)))
                .expectSubscription()
                .thenAwait(Duration.ofHours(1))
                .verifyErrorMatches(thrown -> thrown == failure);
        List<Long> delays = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            delays.add(times.get(i) - times.get(i - 1));
        }
        return delays;
    }

    @RepeatedTest(20)
    void backoffDoublesUpToMaximumWithJitterOfAQuarter() {
        List<Long> delays = delays(SETTINGS, true, CONNECTION_LOST);
        long[] full = {400, 800, 1600, 2000, 2000, 2000};
        assertThat(delays).hasSize(full.length);
        for (int i = 0; i < full.length; i++) {
            assertThat(delays.get(i)).isBetween(full[i] * 3 / 4, full[i]);
        }
    }

    @Test
    void jitterDiffersBetweenCalls() {
        assertThat(delays(SETTINGS, true, CONNECTION_LOST)).isNotEqualTo(delays(SETTINGS, true, CONNECTION_LOST));
    }

    @Test
    void defaultsToTwoRetriesAfterHalfASecondAndOneSecond() {
        List<Long> delays = delays(RetrySettings.DEFAULT, true, CONNECTION_LOST);
        assertThat(delays).hasSize(2);
        assertThat(delays.get(0)).isBetween(375L, 500L);
        assertThat(delays.get(1)).isBetween(750L, 1000L);
    }

    @Test
    void delayOfServerTakesPrecedence() {
        RateLimitException limited = new RateLimitException("x", response(429, "Retry-After", "7"), null);
        assertThat(delays(SETTINGS.with(retry -> retry.maxRetries(2)), true, limited))
                .containsExactly(7000L, 7000L);
        InternalServerException down = new InternalServerException("x", response(503, "retry-after-ms", "59000"));
        assertThat(delays(SETTINGS.with(retry -> retry.maxRetries(1)), true, down))
                .containsExactly(59000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-1", "-Infinity", "Wed, 31 Dec 2025 23:59:00 GMT", "Sun Nov  6 08:49:37 1994"})
    void backoffAppliesIfServerRequestsNoDelay(String retryAfter) {
        RateLimitException limited = new RateLimitException("x", response(429, "Retry-After", retryAfter), null);
        List<Long> delays = delays(SETTINGS, false, limited);
        assertThat(delays).hasSize(6);
        assertThat(delays.get(0)).isBetween(300L, 400L);
        assertThat(delays.get(5)).isBetween(1500L, 2000L);
    }

    @Test
    void doesNotRetryIfServerRequestsMoreThanMaximumDelay() {
        assertThat(delays(SETTINGS, true, new RateLimitException("x", response(429, "Retry-After", "60"), null)))
                .hasSize(6);
        assertThat(delays(SETTINGS, true, new RateLimitException("x", response(429, "Retry-After", "60.001"), null)))
                .isEmpty();
    }

    @Test
    void serverCanForbidRetryButNotRequestOne() {
        assertThat(delays(SETTINGS, true, new InternalServerException("x", response(503, "x-should-retry", "false"))))
                .isEmpty();
        assertThat(delays(SETTINGS, false, new InternalServerException("x", response(503, "x-should-retry", "true"))))
                .isEmpty();
    }

    @Test
    void nonIdempotentRequestIsRetriedOnlyAfter429OrIfNotSent() {
        assertThat(delays(SETTINGS, false, CONNECTION_LOST)).isEmpty();
        assertThat(delays(SETTINGS, false, NOT_SENT)).hasSize(6);
        assertThat(delays(SETTINGS, false, new RateLimitException("x", response(429), null)))
                .hasSize(6);
        for (int status : new int[] {300, 400, 401, 404, 408, 409, 422, 500, 502, 503, 504}) {
            assertThat(delays(SETTINGS, false, new InternalServerException("x", response(status))))
                    .isEmpty();
        }
    }

    @Test
    void doesNotRetryOtherFailures() {
        assertThat(delays(SETTINGS, true, new IllegalArgumentException("x"))).isEmpty();
        assertThat(delays(
                        SETTINGS, true, new ApiResponseValidationException("x", null, "x", 200, new HttpHeaders(), "")))
                .isEmpty();
    }
}
