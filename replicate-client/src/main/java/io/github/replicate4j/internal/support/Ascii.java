/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

/** Kinds of characters, for texts that are checked in each call: regular expressions allocate memory for each text. */
public final class Ascii {

    private Ascii() {}

    /** Return whether a character is an ASCII letter or digit. */
    public static boolean isAlphanumeric(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || isDigit(character);
    }

    /** Return whether a character is an ASCII digit. */
    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
