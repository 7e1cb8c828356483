/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses dates in HTTP headers. A recipient must accept all three forms of RFC 9110, although two of them are obsolete.
 */
final class HttpDate {

    /** For example {@code Sun Nov  6 08:49:37 1994}, always in UTC. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC);

    /** Two digits of a year that would be later than this are in the past. */
    private static final int MAX_YEARS_AHEAD = 50;

    private HttpDate() {}

    /** Return {@code null} if there is no date or it cannot be parsed. */
    static @Nullable Instant parse(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        String date = text.strip();
        Instant parsed = parse(date, () -> DateTimeFormatter.RFC_1123_DATE_TIME);
        if (parsed == null) {
            parsed = parse(date, () -> rfc850(now));
        }
        return parsed == null ? parse(date, () -> ASCTIME) : parsed;
    }

    private static @Nullable Instant parse(String date, Supplier<DateTimeFormatter> format) {
        try {
            return format.get().parse(date, Instant::from);
        } catch (DateTimeException ex) {
            return null;
        }
    }

    /** For example {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate earliest = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(99 - MAX_YEARS_AHEAD);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC);
    }
}
