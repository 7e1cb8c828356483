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

package io.github.replicate4j.internal.support;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Checks of arguments, made before anything is sent. Each failure is an {@link IllegalArgumentException} that names the
 * argument.
 */
public final class Arguments {

    private Arguments() {}

    /**
     * A text with something in it.
     *
     * @param name name of the argument
     * @param value its value
     * @return the value
     */
    public static String notBlank(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    /**
     * Something that must be there.
     *
     * @param name name of the argument
     * @param value its value
     * @param <T> what it is
     * @return the value
     */
    public static <T> T set(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }

    /**
     * One segment of a path.
     *
     * @param name name of the argument
     * @param value its value, not encoded
     * @return the value
     */
    public static String segment(String name, String value) {
        notBlank(name, value);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(name + " must not be '" + value + "', which walks up the path");
        }
        return value;
    }

    /**
     * A duration longer than zero.
     *
     * @param name name of the argument
     * @param value its value
     * @return the value
     */
    public static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero but is " + value);
        }
        return value;
    }

    /**
     * A duration of some length.
     *
     * @param name name of the argument
     * @param value its value
     * @param least shortest allowed
     * @return the value
     */
    public static Duration atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least.toMillis() + " ms but is " + value);
        }
        return value;
    }

    /**
     * Whole seconds within bounds.
     *
     * @param name name of the argument
     * @param value its value
     * @param least shortest allowed
     * @param most longest allowed
     * @return the value
     */
    public static Duration wholeSeconds(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0 || value.getNano() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds from " + least.toSeconds() + " s to "
                    + most.toSeconds() + " s but is " + value);
        }
        return value;
    }

    /**
     * A count of zero or more.
     *
     * @param name name of the argument
     * @param value its value
     * @return the value
     */
    public static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative but is " + value);
        }
        return value;
    }

    /**
     * A count of one or more.
     *
     * @param name name of the argument
     * @param value its value
     * @return the value
     */
    public static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
        return value;
    }

    /**
     * A count within bounds.
     *
     * @param name name of the argument
     * @param value its value
     * @param least smallest allowed
     * @param most greatest allowed
     * @return the value
     */
    public static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + " but is " + value);
        }
        return value;
    }

    /**
     * A URL that Replicate may send to.
     *
     * @param webhook absolute {@code https} URL, {@code http} URL of this machine itself, or {@code null} for none
     */
    public static void webhook(@Nullable URI webhook) {
        if (webhook != null && !Loopback.isHttpsOrLocal(webhook)) {
            throw new IllegalArgumentException(
                    "webhook must be an absolute https URL, as in https://example.com/replicate/webhook");
        }
    }

    /**
     * A size of at least one byte.
     *
     * @param name name of the argument
     * @param bytes its value
     */
    public static void size(String name, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(name + " must be at least one byte but is " + bytes);
        }
    }

    /**
     * A header that a user may set.
     *
     * @param name name of the header
     * @param value its value
     */
    public static void header(String name, String value) {
        notBlank("header", name);
        if (name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
            throw new IllegalArgumentException("header Authorization is set by bearerToken");
        }
        if (name.equalsIgnoreCase("Prefer") || name.equalsIgnoreCase("Cancel-After")) {
            throw new IllegalArgumentException("header " + name
                    + " is set by preferWait and cancelAfter of the request, which the client must know of");
        }
        if (name.chars().anyMatch(Arguments::isControl) || value.chars().anyMatch(Arguments::isControl)) {
            throw new IllegalArgumentException("header " + name.replaceAll("\\p{Cntrl}", "?") + " holds a line break");
        }
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' || character == 0x7f;
    }
}
