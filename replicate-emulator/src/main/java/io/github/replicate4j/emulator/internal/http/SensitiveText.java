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

    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9])r8_[A-Za-z0-9_*-]+");

    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#@]*@");

    private SensitiveText() {}

    /** Return text without tokens of Replicate, which a client may send by mistake. */
    public static String withoutTokens(String text) {
        return TOKEN.matcher(text).replaceAll("r8_***");
    }

    /** Return a URL without user name and password. */
    public static String withoutUserInfo(String url) {
        return USER_INFO.matcher(url).replaceFirst("");
    }
}
