/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.util.regex.Pattern;

/**
 * The names of fields, and of parameters in URLs, that contain secrets.
 */
final class SensitiveNames {

    private static final Pattern NAME = Pattern.compile(
            "(?:^|.*[_-])(?:token|(?:api|access|secret|private)[_-]?key|password|passwd|passphrase|secret|credentials?"
                    + "|auth|authorization)",
            Pattern.CASE_INSENSITIVE);

    // Services name the parameters of signed URLs differently.
    private static final Pattern PARAMETER = Pattern.compile(
            "x-(?:amz|goog)-.*|.*(?:signature|token|secret|password|credential|api[_-]?key).*"
                    + "|sig|key|expiry|expires|policy|jwt|hmac",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SensitiveNames() {}

    /** Return whether a field with this name, and everything in it, is a secret. */
    static boolean contain(String name) {
        return NAME.matcher(CAMEL_CASE.matcher(name).replaceAll("_")).matches();
    }

    /** Return whether a parameter with this name is a secret, or part of a signature. */
    static boolean containParameter(String name) {
        return contain(name) || PARAMETER.matcher(name).matches();
    }
}
