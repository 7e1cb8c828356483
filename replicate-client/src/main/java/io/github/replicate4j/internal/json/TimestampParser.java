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

package io.github.replicate4j.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Times as the API writes them. Each answer holds several, and Java's own formatter takes longer for them than Jackson
 * for all the rest: the usual form, {@code 2023-09-08T16:19:34.765994Z}, is read by its places.
 */
final class TimestampParser {

    private static final String FORM = "0000-00-00T00:00:00";

    private static final int NANO_DIGITS = 9;

    private TimestampParser() {}

    /**
     * Reads a time. Without a zone, Replicate means UTC.
     *
     * @return the time, or {@code null} if it is none
     */
    static @Nullable Instant read(String text) {
        try {
            return hasUsualForm(text) ? readUsual(text) : readAny(text);
        } catch (DateTimeException ex) {
            return null;
        }
    }

    private static boolean hasUsualForm(String text) {
        int end = FORM.length();
        if (text.length() < end) {
            return false;
        }
        for (int place = 0; place < end; place++) {
            char form = FORM.charAt(place);
            if (form == '0' ? !isDigit(text, place) : text.charAt(place) != form) {
                return false;
            }
        }
        int rest = endOfFraction(text);
        return rest == text.length() || rest == text.length() - 1 && text.charAt(rest) == 'Z';
    }

    /** Where it ends, if there is one of up to nine digits. */
    private static int endOfFraction(String text) {
        int point = FORM.length();
        if (point == text.length() || text.charAt(point) != '.') {
            return point;
        }
        int end = point + 1;
        while (end < text.length() && end <= point + NANO_DIGITS && isDigit(text, end)) {
            end++;
        }
        return end == point + 1 ? point : end;
    }

    private static boolean isDigit(String text, int place) {
        char digit = text.charAt(place);
        return digit >= '0' && digit <= '9';
    }

    private static Instant readUsual(String text) {
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
        int first = FORM.length() + 1;
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

    private static Instant readAny(String text) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
        return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
    }
}
