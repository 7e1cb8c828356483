/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the {@code Cancel-After} header, such as {@code 90}, {@code 90s}, {@code 5m} or {@code 1h30m45s}.
 */
final class CancelAfterHeader {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private static final Pattern UNITS = Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private static final Duration MIN = Duration.ofSeconds(5);

    private static final Duration MAX = Duration.ofHours(24);

    private CancelAfterHeader() {}

    static @Nullable Duration read(ReceivedRequest request) {
        String header = request.header("Cancel-After");
        return header == null ? null : parse(header.strip());
    }

    static Duration parse(String text) {
        Duration duration = parseDuration(text);
        if (duration == null) {
            throw ApiException.unprocessable("- Cancel-After: '" + text
                    + "' is not a duration: use seconds, or units such as 90s, 5m or 1h30m45s\n");
        }
        if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0) {
            throw ApiException.unprocessable(
                    "- Cancel-After: '" + text + "' is out of range: use 5 seconds to 24 hours\n");
        }
        return duration;
    }

    private static @Nullable Duration parseDuration(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Matcher units = UNITS.matcher(text);
        if (text.isEmpty() || !units.matches()) {
            return null;
        }
        return Duration.ofHours(parseNumber(units.group(1)))
                .plusMinutes(parseNumber(units.group(2)))
                .plusSeconds(parseNumber(units.group(3)));
    }

    private static long parseNumber(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
