/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.internal.json.LocatedJson;
import io.github.replicate4j.emulator.internal.text.ShortText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * Parses values, and describes them in messages.
 */
final class ValueText {

    // Far below the limit of the clock.
    private static final Duration MAX_DURATION = Duration.ofDays(3_650);

    private static final int MAX_LENGTH = 60;

    private ValueText() {}

    /** Return a short description of a value. */
    static String describe(LocatedJson json) {
        Object value = json.value();
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        return ShortText.shortened(new String(Json.write(value), StandardCharsets.UTF_8), MAX_LENGTH);
    }

    /**
     * Parse a duration in the format of ISO 8601.
     *
     * @throws IllegalArgumentException if it is malformed, negative or too long; the message follows the name of the field
     */
    static Duration duration(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException ex) {
            throw new IllegalArgumentException(
                    "must be a duration in the format of ISO 8601, such as PT1.5S or PT3M, not \"" + text + '"', ex);
        }
        if (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("must be between PT0S and P3650D, but is " + text);
        }
        return duration;
    }
}
