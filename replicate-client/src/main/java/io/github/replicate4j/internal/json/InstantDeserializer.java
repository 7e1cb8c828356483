/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads times. Each response contains several, and parsing them with {@link DateTimeFormatter} takes longer than the rest
 * of the response. The usual format, {@code 2023-09-08T16:19:34.765994Z}, is therefore parsed by position.
 */
final class InstantDeserializer extends StdDeserializer<Instant> {

    private static final String FORMAT = "0000-00-00T00:00:00";

    private static final int NANO_DIGITS = 9;

    InstantDeserializer() {
        super(Instant.class);
    }

    /** An unreadable time is {@code null}: the response to a create must stay readable. */
    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return null;
        }
        return parse(parser.getString().strip());
    }

    /**
     * Parse a time. Without a zone, it is UTC.
     *
     * @return the time, or {@code null} if the text is not a time
     */
    static @Nullable Instant parse(String text) {
        try {
            return isUsualFormat(text) ? parseUsual(text) : parseAny(text);
        } catch (DateTimeException ex) {
            return null;
        }
    }

    private static boolean isUsualFormat(String text) {
        int end = FORMAT.length();
        if (text.length() < end) {
            return false;
        }
        for (int index = 0; index < end; index++) {
            char expected = FORMAT.charAt(index);
            if (expected == '0' ? !isDigit(text, index) : text.charAt(index) != expected) {
                return false;
            }
        }
        int rest = endOfFraction(text);
        return rest == text.length() || rest == text.length() - 1 && text.charAt(rest) == 'Z';
    }

    /** Returns the index after a fraction of up to nine digits, or after the seconds if there is no such fraction. */
    private static int endOfFraction(String text) {
        int point = FORMAT.length();
        if (point == text.length() || text.charAt(point) != '.') {
            return point;
        }
        int end = point + 1;
        while (end < text.length() && end <= point + NANO_DIGITS && isDigit(text, end)) {
            end++;
        }
        return end == point + 1 ? point : end;
    }

    private static boolean isDigit(String text, int index) {
        char digit = text.charAt(index);
        return digit >= '0' && digit <= '9';
    }

    private static Instant parseUsual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String text) {
        int first = FORMAT.length() + 1;
        int end = endOfFraction(text);
        if (end < first) {
            return 0;
        }
        int nanos = number(text, first, end);
        for (int digits = end - first; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    private static Instant parseAny(String text) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
        return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
    }
}
