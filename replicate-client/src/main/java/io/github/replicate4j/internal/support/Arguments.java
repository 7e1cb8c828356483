/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Checks arguments and throws an {@link IllegalArgumentException} that names the invalid argument.
 */
public final class Arguments {

    /**
     * A duration that is longer than any process runs: about ten years. Longer ones, which stand for no limit, would overflow
     * when they are added to a time in nanoseconds or multiplied by a backoff.
     */
    public static final Duration MAX_DURATION = Duration.ofDays(3_650);

    private Arguments() {}

    public static String notBlank(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    public static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
        return value;
    }

    /** Check a segment of a path that is not encoded. */
    public static String segment(String name, String value) {
        notBlank(name, value);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    name + " must not be '" + value + "', which would change the path of the request");
        }
        return value;
    }

    /**
     * Check a duration.
     *
     * @return the duration, but at most {@link #MAX_DURATION}
     */
    public static Duration positive(String name, Duration value) {
        notNull(name, value);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero but is " + value);
        }
        return limited(value);
    }

    /**
     * Check a duration.
     *
     * @return the duration, but at most {@link #MAX_DURATION}
     */
    public static Duration atLeast(String name, Duration value, Duration min) {
        notNull(name, value);
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + min.toMillis() + " ms but is " + value);
        }
        return limited(value);
    }

    private static Duration limited(Duration value) {
        return value.compareTo(MAX_DURATION) > 0 ? MAX_DURATION : value;
    }

    public static Duration wholeSeconds(String name, Duration value, Duration min, Duration max) {
        notNull(name, value);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0 || value.getNano() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds from " + min.toSeconds() + " s to "
                    + max.toSeconds() + " s but is " + value);
        }
        return value;
    }

    public static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative but is " + value);
        }
        return value;
    }

    public static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
        return value;
    }

    public static int between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + " but is " + value);
        }
        return value;
    }

    /** Check that Replicate can send webhooks to a URL: {@code https}, or {@code http} to this machine. */
    public static void webhookUrl(@Nullable URI url) {
        if (url != null && !Loopback.isHttpsOrLocal(url)) {
            throw new IllegalArgumentException(
                    "webhook must be an absolute https URL, such as https://example.com/replicate/webhook");
        }
    }

    public static void size(String name, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(name + " must be at least one byte but is " + bytes);
        }
    }

    /** Check a header that an application sets: not one that the client manages, and without control characters. */
    public static void header(String name, String value) {
        notBlank("header", name);
        notNull("header " + name, value);
        if (name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
            throw new IllegalArgumentException("header Authorization must not be set; use bearerToken");
        }
        if (name.equalsIgnoreCase("Prefer") || name.equalsIgnoreCase("Cancel-After")) {
            throw new IllegalArgumentException(
                    "header " + name + " must not be set; use preferWait and cancelAfter of the request");
        }
        if (name.chars().anyMatch(Arguments::isControl) || value.chars().anyMatch(Arguments::isControl)) {
            throw new IllegalArgumentException("header " + name.replaceAll("\\p{Cntrl}", "?")
                    + " must not contain line breaks or control characters");
        }
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' || character == 0x7f;
    }
}
