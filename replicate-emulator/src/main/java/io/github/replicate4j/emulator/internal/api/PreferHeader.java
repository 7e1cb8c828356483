/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Prefer} header: {@code wait}, which means 60 seconds, or {@code wait=n} with 1 to 60 seconds.
 *
 * @param maxWait how long to wait for completion
 * @param text the value of the header, which the response repeats
 */
record PreferHeader(Duration maxWait, String text) {

    private static final int MAX_SECONDS = 60;

    private static final Pattern FORMAT = Pattern.compile("wait(?:=([1-9]\\d?))?");

    static @Nullable PreferHeader read(ReceivedRequest request) {
        String header = request.header("Prefer");
        return header == null ? null : parse(header.strip());
    }

    private static PreferHeader parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (matcher.matches()) {
            String digits = matcher.group(1);
            int seconds = digits == null ? MAX_SECONDS : Integer.parseInt(digits);
            if (seconds <= MAX_SECONDS) {
                return new PreferHeader(Duration.ofSeconds(seconds), text);
            }
        }
        throw ApiException.unprocessable(
                "- Prefer: '" + text + "' is not supported: use wait, or wait=n with 1 to 60 seconds\n");
    }
}
