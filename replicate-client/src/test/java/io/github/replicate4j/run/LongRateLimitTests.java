/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.testing.CapturedLog;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rate limit that is longer than the maximum delay. */
@Isolated("Changes loggers")
class LongRateLimitTests extends WireMockTest {

    @ParameterizedTest
    @EnumSource(ClientStyle.class)
    void longRateLimitDelaysPollingByTheMaximumServerDelay(ClientStyle style) {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered(
                "abc", json(429, "{}").withHeader("Retry-After", "3600"), json(200, Wire.succeeded("abc", "\"done\"")));
        try (CapturedLog log = CapturedLog.of("io.github.replicate4j.internal.polling.PollRateLimiter", Level.WARN);
                Replicate client = builder()
                        .retry(retry -> retry.maxServerDelay(Duration.ofMillis(200)))
                        .build()) {
            assertThat(style.<String>call(
                            client,
                            blocking -> blocking.run("owner/name", Map.of()).text(),
                            async -> async.run("owner/name", Map.of()).map(AsyncOutput::text)))
                    .isEqualTo("done");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.WARN);
                assertThat(event.getFormattedMessage())
                        .contains("200 ms", "3600000 ms", "replicate.retry.max-server-delay")
                        .doesNotContain(Wire.TOKEN);
            });
        }
    }
}
