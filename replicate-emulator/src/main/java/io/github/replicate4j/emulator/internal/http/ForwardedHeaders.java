/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * The headers with which proxies describe a client and its connection.
 */
public final class ForwardedHeaders {

    private static final Set<String> NAMES = Set.of("forwarded", "via", "x-real-ip");

    private static final String PREFIX = "x-forwarded-";

    private ForwardedHeaders() {}

    /** Return whether a proxy adds a header with this name. */
    public static boolean contain(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lowerCase) || lowerCase.startsWith(PREFIX);
    }

    /** Return whether a proxy has added one of the headers. */
    public static boolean areIn(HttpHeaders headers) {
        return headers.headerNames().stream().anyMatch(ForwardedHeaders::contain);
    }
}
