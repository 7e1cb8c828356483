/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.util.regex.Pattern;

/**
 * Text that is shown to clients without secrets that do not belong there.
 */
public final class SensitiveText {

    // Shorter texts could be part of other words, unless they begin a word.
    private static final Pattern TOKEN =
            Pattern.compile("r8_[A-Za-z0-9][A-Za-z0-9_*-]{7,}|(?<![A-Za-z0-9])r8_[A-Za-z0-9_*-]+");

    // JSON may escape slashes.
    private static final Pattern USER_INFO = Pattern.compile("(?<=:\\\\?/\\\\?/)[^\\s\"'<>/?#]*@");

    private SensitiveText() {}

    /** Return text without tokens of Replicate and without user names and passwords in URLs. */
    public static String withoutSecrets(String text) {
        return withoutUserInfo(withoutTokens(text, "r8_***"));
    }

    /** Return text with a replacement for all tokens of Replicate. */
    public static String withoutTokens(String text, String replacement) {
        return TOKEN.matcher(text).replaceAll(replacement);
    }

    /** Return text without user names and passwords in URLs. */
    public static String withoutUserInfo(String text) {
        return USER_INFO.matcher(text).replaceAll("");
    }
}
