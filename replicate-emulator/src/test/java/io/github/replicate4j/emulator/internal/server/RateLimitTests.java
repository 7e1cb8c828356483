/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    @Test
    void everyApiResponseHasRateLimitHeaders() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(EmulatorClock.manual()).start()) {
            TestApi api = new TestApi(emulator);

            assertThat(remaining(api.get("/predictions"))).isEqualTo("2999");
            assertThat(remaining(api.get("/predictions/nothing"))).isEqualTo("2998");
            assertThat(remaining(api.post("/predictions", ""))).isEqualTo("599");
            assertThat(api.get("/predictions").headers().firstValue("ratelimit-reset"))
                    .hasValue("1");
        }
    }

    @Test
    void limitsAreNotEnforcedByDefault() {
        RateLimiter limits = new RateLimiter(EmulatorClock.manual(), 1, 1);
        limits.take(Operation.PREDICTIONS_GET);

        assertThat(limits.take(Operation.PREDICTIONS_GET).exceeded()).isTrue();
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);
            for (int i = 0; i < 610; i++) {
                assertThat(api.post("/predictions", "").statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void excessRequestsAreThrottledUntilTimePasses() {
        try (ReplicateEmulator emulator = ReplicateEmulator.builder()
                .clock(EmulatorClock.manual())
                .enforceRateLimits(2, 3_000)
                .start()) {
            TestApi api = new TestApi(emulator);
            api.post("/predictions", TestApi.HELLO_ALICE);
            api.post("/predictions", TestApi.HELLO_ALICE);

            HttpResponse<String> throttled = api.post("/predictions", TestApi.HELLO_ALICE);

            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.headers().firstValue("retry-after")).hasValue("30");
            assertThat(TestApi.json(throttled))
                    .contains(
                            entry("detail", "Request was throttled. Your rate limit resets in ~30s."),
                            entry("status", 429),
                            entry("retry_after", 30));
            assertThat(api.get("/predictions").statusCode()).isEqualTo(200);
            assertThat(emulator.predictions()).hasSize(2);
            emulator.clock().advance(Duration.ofSeconds(30));
            assertThat(api.post("/predictions", TestApi.HELLO_ALICE).statusCode())
                    .isEqualTo(201);
        }
    }

    private static String remaining(HttpResponse<String> response) {
        return response.headers().firstValue("ratelimit-remaining").orElseThrow();
    }
}
