/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.text;

/**
 * Shortens texts, but never within a surrogate pair.
 */
public final class ShortText {

    private ShortText() {}

    /** Return a text, or its start if it is longer than the given length. */
    public static String start(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }

    /** Return a text, or its start and an ellipsis if it is longer than the given length. */
    public static String shortened(String text, int maxLength) {
        return text.length() <= maxLength ? text : start(text, maxLength) + "…";
    }
}
