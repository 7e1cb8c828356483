/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.util.function.IntPredicate;

/** Checks the characters of texts in each call. Regular expressions would take longer, and allocate memory for each text. */
public final class Ascii {

    private Ascii() {}

    /** Return whether all characters of a text are allowed, which is true for an empty text. */
    public static boolean consistsOf(String text, IntPredicate allowed) {
        for (int index = 0; index < text.length(); index++) {
            if (!allowed.test(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    /** Return whether the length of a text is in a range, and all of its characters are allowed. */
    public static boolean consistsOf(String text, int minLength, int maxLength, IntPredicate allowed) {
        return text.length() >= minLength && text.length() <= maxLength && consistsOf(text, allowed);
    }

    /** Return whether a character is an ASCII letter or digit. */
    public static boolean isAlphanumeric(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || isDigit(character);
    }

    /** Return whether a character is an ASCII digit. */
    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
