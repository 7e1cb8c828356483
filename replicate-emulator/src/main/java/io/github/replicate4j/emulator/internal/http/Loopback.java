/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The names and addresses of this machine that no other host can reach.
 */
public final class Loopback {

    private static final Pattern NAMES =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Return whether requests to a URL cannot be read on the network, so that they may contain a token. */
    public static boolean isHttpsOrLocal(URI url) {
        String host = url.getHost();
        return host != null
                && ("https".equalsIgnoreCase(url.getScheme())
                        || ("http".equalsIgnoreCase(url.getScheme())
                                && NAMES.matcher(host).matches()));
    }
}
