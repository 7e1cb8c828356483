/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads the delay that Replicate requests before a retry. A response can state it in several headers and fields; the most
 * precise one that can be parsed is used. A delay that is not longer than zero does not count, because all clients would
 * retry immediately.
 */
final class RetryAfter {

    private static final Pattern RESETS_IN = Pattern.compile("resets in ~?(\\d{1,6}(?:\\.\\d{1,3})?)\\s?s");

    private static final Pattern FIELD = Pattern.compile("\"retry_after\"\\s*:\\s*\"?(\\d{1,9}(?:\\.\\d{1,9})?)");

    private RetryAfter() {}

    static @Nullable Duration of(HttpHeaders headers, String body, Instant now) {
        Duration delay = parseNumber(headers.getFirst("retry-after-ms"), 0.001);
        if (delay == null) {
            delay = parseNumber(headers.getFirst(HttpHeaders.RETRY_AFTER), 1);
        }
        if (delay == null) {
            delay = untilDate(headers, now);
        }
        if (delay == null) {
            delay = find(FIELD, body);
        }
        if (delay == null) {
            delay = find(RESETS_IN, body);
        }
        return delay;
    }

    private static @Nullable Duration find(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? parseNumber(matcher.group(1), 1) : null;
    }

    private static @Nullable Duration parseNumber(@Nullable String text, double unitInSeconds) {
        if (text == null) {
            return null;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(text.strip()) * unitInSeconds;
        } catch (NumberFormatException ex) {
            return null;
        }
        if (Double.isNaN(seconds) || seconds > 1e9) {
            return null;
        }
        long millis = Math.round(seconds * 1000);
        return millis > 0 ? Duration.ofMillis(millis) : null;
    }

    /** Relative to the date of the response, if it has one, because the local clock may be wrong. */
    private static @Nullable Duration untilDate(HttpHeaders headers, Instant now) {
        Instant until = HttpDate.parse(headers.getFirst(HttpHeaders.RETRY_AFTER), now);
        if (until == null) {
            return null;
        }
        Instant sent = HttpDate.parse(headers.getFirst(HttpHeaders.DATE), now);
        Duration delay = Duration.between(sent != null ? sent : now, until);
        return delay.toMillis() > 0 ? delay : null;
    }
}
