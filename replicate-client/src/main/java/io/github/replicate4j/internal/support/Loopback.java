/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes URLs of this machine by the host name alone, without a DNS lookup.
 */
public final class Loopback {

    private static final Pattern NAMES = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /** Return whether the host of a URL is this machine, so that plain {@code http} is safe. */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null && isLoopback(uri.getHost());
    }

    /** Return whether a host name, or an address with IPv6 in brackets, is this machine. */
    public static boolean isLoopback(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Return whether requests to a URL cannot be read on the network. */
    public static boolean isHttpsOrLocal(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
                || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    }
}
