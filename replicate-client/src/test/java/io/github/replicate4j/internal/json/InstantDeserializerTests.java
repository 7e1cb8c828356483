/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantDeserializerTests {

    @Test
    void parsesTimesFromReplicate() {
        assertThat(InstantDeserializer.parse("2023-09-08T16:19:34.765994Z"))
                .isEqualTo(Instant.ofEpochSecond(1694189974L, 765994000));
        assertThat(InstantDeserializer.parse("2023-09-08T16:32:56.990893084Z"))
                .isEqualTo(Instant.ofEpochSecond(1694190776L, 990893084));
    }

    /** The fast parser accepts the same texts as Java, with the same meaning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-09-08T16:19:34.765994Z",
                "2023-09-08T16:19:34.765994",
                "2023-09-08T16:19:34Z",
                "2023-09-08T16:19:34",
                "2023-09-08T16:19:34.7Z",
                "2023-09-08T16:19:34.000000001",
                "2023-09-08T16:19:34.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "2024-02-29T00:00:00Z",
                // Other formats.
                "2023-09-08T16:19:34.765994+02:00",
                "2023-09-08T16:19:34-07:00",
                "2023-09-08T16:19Z",
                "2023-09-08t16:19:34z",
                "+12023-09-08T16:19:34Z",
                "-2023-09-08T16:19:34Z",
                "2023-09-08T16:19:34.Z",
                // Not times.
                "2023-02-29T00:00:00Z",
                "2023-02-30T00:00:00",
                "2023-13-01T00:00:00Z",
                "2023-00-01T00:00:00Z",
                "2023-09-08T24:00:00Z",
                "2023-09-08T16:60:00Z",
                "2023-09-08T16:19:60Z",
                "2023-09-08T16:19:34.1234567890Z",
                "2023-09-08T16:19:34.76z9Z",
                "2023-09-08T16:19:34ZZ",
                "2023-09-08T16:19:34Z ",
                "2023-09-08 16:19:34Z",
                "2023-09-08",
                "soon",
                "",
                "٢٠٢٣-09-08T16:19:34Z",
                "2023-09-08T16:19:3",
                "2023-09-08T16:19:34,5Z"
            })
    void parsesLikeJava(String text) {
        assertThat(InstantDeserializer.parse(text)).isEqualTo(parsedByJava(text));
    }

    private static @Nullable Instant parsedByJava(String text) {
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
            return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
        } catch (DateTimeException ex) {
            return null;
        }
    }
}
