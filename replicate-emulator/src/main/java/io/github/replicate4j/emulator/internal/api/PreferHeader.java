/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The preference {@code wait} of the {@code Prefer} header, which means 60 seconds, or {@code wait=n}. As in HTTP in general,
 * unknown preferences have no effect.
 *
 * @param maxWait how long to wait for the output
 * @param text the preference, which the response repeats
 */
record PreferHeader(Duration maxWait, String text) {

    private static final int MAX_SECONDS = 60;

    // Description: the pattern allows up to 99 seconds, but the text allows 60.
    private static final Pattern FORMAT = Pattern.compile("wait(?:=([1-9]\\d?))?");

    private static final Pattern WAIT = Pattern.compile("wait( *=.*)?");

    static @Nullable PreferHeader read(ReceivedRequest request) {
        for (String value : request.headers().getValuesAsList("Prefer")) {
            String preference = value.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
            if (WAIT.matcher(preference).matches()) {
                return parse(preference);
            }
        }
        return null;
    }

    private static PreferHeader parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (matcher.matches()) {
            int seconds = matcher.group(1) == null ? MAX_SECONDS : Integer.parseInt(matcher.group(1));
            return new PreferHeader(Duration.ofSeconds(Math.min(seconds, MAX_SECONDS)), text);
        }
        throw ApiException.unprocessable(
                "- Prefer: '" + text + "' is not supported: use wait, or wait=n with 1 to 60 seconds\n");
    }
}
