/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import io.github.replicate4j.emulator.internal.digest.Digest;
import java.util.regex.Pattern;

/**
 * The ids of model versions: 64 hexadecimal digits.
 */
public final class VersionId {

    private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{64}");

    private VersionId() {}

    public static boolean matches(String text) {
        return FORMAT.matcher(text).matches();
    }

    /** Return the default id for a name, which depends on the name only. */
    public static String of(String name) {
        return Digest.SHA_256.of(name);
    }

    /** Return a number of 0 or greater that depends on the text only. */
    public static int hash(String text) {
        return Integer.parseInt(of(text).substring(0, 7), 16);
    }
}
