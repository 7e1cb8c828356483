/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

/** Shortens texts for messages. */
public final class ShortText {

    private ShortText() {}

    /** Return a text of limited length, which ends with three dots if it is shortened, and never within a surrogate pair. */
    public static String of(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end) + "...";
    }
}
