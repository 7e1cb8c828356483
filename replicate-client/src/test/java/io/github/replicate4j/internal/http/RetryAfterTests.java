/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Long millis(HttpHeaders headers, String body) {
        Duration delay = RetryAfter.of(headers, body, NOW);
        return delay == null ? null : delay.toMillis();
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500, 1500",
        "Retry-After-Ms, 0, ",
        "retry-after-ms, 0.6, 1",
        "retry-after-ms, 0.4, ",
        "retry-after-ms, -5, ",
        "Retry-After, 2, 2000",
        "Retry-After, ' 2 ', 2000",
        "Retry-After, 0, ",
        "Retry-After, 0.0, ",
        "Retry-After, -0, ",
        "Retry-After, 0.0001, ",
        "Retry-After, 0.25, 250",
        "Retry-After, 1.0, 1000",
        "Retry-After, -1, ",
        "Retry-After, -Infinity, ",
        "Retry-After, 61, 61000",
        "Retry-After, 86400, 86400000",
        "Retry-After, NaN, ",
        "Retry-After, Infinity, ",
        "Retry-After, 1e300, ",
        "Retry-After, 99999999999999999999, ",
        "Retry-After, soon, ",
        "Retry-After, '', ",
        "Retry-After, '1, 2', ",
        "retry-after-ms, NaN, ",
        "X-Retry, 5, "
    })
    void readsDelayFromHeader(String name, String value, Long millis) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        assertThat(millis(headers, "")).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "'Thu, 01 Jan 2026 00:00:07 GMT', , 7000",
        "'Wed, 31 Dec 2025 23:59:00 GMT', , ",
        "'Thu, 01 Jan 2026 00:00:00 GMT', , ",
        "'Thursday, 01-Jan-26 00:00:07 GMT', , 7000",
        "'Thursday, 01-Jan-26 02:00:07 GMT', 'Thursday, 01-Jan-26 02:00:05 GMT', 2000",
        "'Sunday, 06-Nov-94 08:49:37 GMT', , ",
        "'Sunday, 01-Jan-26 00:00:07 GMT', , ",
        "'Thu Jan  1 00:00:07 2026', , 7000",
        "'Sat Jan 10 00:00:00 2026', , 777600000",
        "'Thu Jan  1 02:00:07 2026', 'Thu Jan  1 02:00:05 2026', 2000",
        "'Sun Nov  6 08:49:37 1994', , ",
        "'Thu, 01 Jan 2026 02:00:07 GMT', 'Thu, 01 Jan 2026 02:00:05 GMT', 2000",
        "'Thu, 01 Jan 2026 02:00:07 GMT', 'Thu, 01 Jan 2026 03:00:00 GMT', ",
        "'Thu, 01 Jan 2026 00:00:07 GMT', 'no date', 7000",
        "'2026-01-01T00:00:07Z', , ",
        "'Thu, 99 Jan 2026 00:00:07 GMT', , "
    })
    void dateIsRelativeToDateOfResponse(String until, String sent, Long millis) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, until);
        if (sent != null) {
            headers.set(HttpHeaders.DATE, sent);
        }
        assertThat(millis(headers, "")).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":\"x\",\"retry_after\":5} | 5000",
                "{\"retry_after\" : \"2.5\"} | 2500",
                "{\"detail\":\"Request was throttled. Your rate limit resets in ~30s.\"} | 30000",
                "{\"detail\":\"Your rate limit resets in 5 s\"} | 5000",
                "{\"detail\":\"Your rate limit resets in ~5s.\",\"retry_after\":4} | 4000",
                "{\"detail\":\"Request was throttled.\"} | ",
                "{\"retry_after\":-5} | ",
                "{\"retry_after\":0} | ",
                "{\"detail\":\"Your rate limit resets in 3 s\",\"retry_after\":0} | 3000",
                "{\"retry_after\":null} | ",
                "<html>429</html> | ",
                "'' | "
            })
    void readsDelayFromBody(String body, Long millis) {
        assertThat(millis(new HttpHeaders(), body)).isEqualTo(millis);
    }

    @Test
    void mostPreciseDelayWins() {
        HttpHeaders headers = new HttpHeaders();
        String body = "{\"retry_after\":9}";
        headers.set(HttpHeaders.RETRY_AFTER, "3");
        assertThat(millis(headers, body)).isEqualTo(3000);
        headers.set("retry-after-ms", "2800");
        assertThat(millis(headers, body)).isEqualTo(2800);
    }

    @Test
    void delayOfZeroDoesNotHideOtherDelay() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("retry-after-ms", "0");
        headers.set(HttpHeaders.RETRY_AFTER, "3");
        assertThat(millis(headers, "")).isEqualTo(3000);
        headers.set(HttpHeaders.RETRY_AFTER, "-3");
        assertThat(millis(headers, "{\"retry_after\":9}")).isEqualTo(9000);
    }

    @Test
    void ignoresUnreadableHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("retry-after-ms", "soon");
        headers.set(HttpHeaders.RETRY_AFTER, "later");
        assertThat(millis(headers, "{\"retry_after\":9}")).isEqualTo(9000);
    }
}
